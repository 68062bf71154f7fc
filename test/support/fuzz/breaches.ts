import { faultsOf, type Operation } from '../contract.ts';
import type { WireAnswer } from '../http.ts';
import type { Verdict } from './draft.ts';

/** Who sends a case: somebody who may, nobody, or a member who may not. */
export type Caller = 'owner' | 'nobody' | 'stranger';

export interface Question {
  readonly operation: Operation;
  readonly verdict: Verdict;
  readonly caller: Caller;
  /** Whether the address may mean another operation, or none. */
  readonly elsewhere: boolean;
  readonly query: string;
  /** What must not come back. */
  readonly secrets: readonly string[];
}

interface Problem {
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly detail: string }[];
}

/** Refused by rules that no schema can say: pointers or names, by operation. */
const BEYOND_SCHEMA: Readonly<Record<string, readonly string[]>> = {
  // a client that is registered, and an address that is registered for it
  authorize: ['client_id', 'redirect_uri'],
  // a time at the edge of the years may be another year in UTC
  createDossier: ['/dueDate'],
  updateDossier: ['/dueDate'],
  // one of the two ids, not both, and a name for a new file
  createPresignedUpload: ['', '/filename'],
  // the end lies after the start, and not ten years after it
  getLicenseUsage: ['startDate', 'endDate'],
};

/**
 * Texts that only the API itself can make, names of the fields of its answers, digests, each as long as its kind, and
 * metadata of tus, which are a list with values in Base64.
 */
const OPAQUE = [
  'cursor',
  'lastEventId',
  'Last-Event-ID',
  '_fields_only',
  '_fields_exclude',
  'Content-Digest',
  'Repr-Digest',
  'Upload-Metadata',
];

/** Traces of our inside that no text may show. */
const INSIDES = [
  /\bat \S+ \(?\S+:\d+:\d+/,
  /node_modules|node:internal|file:\/\/|\.ts\b|\.js:\d/,
  /(^|[\s"'(])\/(work|home|root|tmp|usr|var|opt)\//,
  /\b(select|insert into|update|delete from)\b.+\b(from|values|set|where)\b/i,
  /\b(relation|column|constraint|syntax error|violates|pg_|psql|ECONN\w+|ENOENT|SQLSTATE|NoSuchKey)\b/,
  /\[object \w+\]|\bundefined\b|\bNaN\b/,
  /\bmust (NOT|match|be equal)\b|\bajv\b/,
];

/** Every way in which an answer breaks what the contract and its conventions promise; none when all is well. */
export function breaches(asked: Question, answer: WireAnswer): string[] {
  const { operation, caller } = asked;
  const { status } = answer;
  const problem = problemOf(answer);
  const found = asked.elsewhere ? undefined : operation;
  const text = isText(answer) ? answer.bytes.toString() : '';
  return [
    ...(asked.elsewhere && (status < 400 || answer.bytes.length === 0) ? [] : faultsOf(found, answer, new URLSearchParams(asked.query))),
    ...(status >= 500 ? [`status ${status}`] : []),
    ...(typeof answer.headers['x-request-id'] === 'string' ? [] : ['no X-Request-Id']),
    ...asked.secrets.filter((secret) => text.includes(secret)).map(() => 'the token came back'),
    ...(problem ? textFaults(problem) : []),
    ...(caller === 'owner' ? verdictFaults(asked, answer, problem) : rightsFaults(asked, answer, problem)),
  ];
}

const isText = ({ headers }: WireAnswer): boolean => /json|text|yaml|html/.test(headers['content-type'] ?? '');

function problemOf({ headers, bytes }: WireAnswer): Problem | undefined {
  if (!headers['content-type']?.startsWith('application/problem+json') || bytes.length === 0) return undefined;
  return JSON.parse(bytes.toString()) as Problem;
}

function textFaults({ title, detail, errors = [] }: Problem): string[] {
  const texts = [title, detail, ...errors.map((one) => one.detail)];
  return INSIDES.flatMap((inside) => texts.filter((text) => inside.test(text)).map((text) => `tells of the inside: ${text.slice(0, 200)}`));
}

function verdictFaults(asked: Question, { status }: WireAnswer, problem: Problem | undefined): string[] {
  if (asked.verdict === 'invalid') return status >= 400 && status < 500 ? [] : [`${status} for an input that the contract does not allow`];
  if (asked.verdict === 'any' || status < 400) return [];
  const known = [...OPAQUE, ...(BEYOND_SCHEMA[asked.operation.operationId] ?? [])];
  const excused = (problem?.errors ?? []).length > 0 && problem?.errors?.every(({ pointer }) => known.includes(pointer));
  if ((problem?.code === 'invalid-request' && !excused) || status === 415 || status === 401 || status === 403) {
    return [`${status} for an input that the contract allows: ${problem?.detail}`];
  }
  return [];
}

/** Without the right to it nothing is done, whatever is sent. */
function rightsFaults({ operation, caller, elsewhere }: Question, { status }: WireAnswer, problem: Problem | undefined): string[] {
  const early = [400, 404, 405, 406, 413, 415, 417, 431]; // found before it is asked who calls, or before rights are
  const good = caller === 'nobody' ? [401, ...early] : [403, ...early];
  // read off the request alone, before anybody is asked who may; an answer to HEAD has no code
  if (status === 412 && operation.problems.includes('tus-version-unsupported')) return [];
  if (status === 422 && (problem?.errors ?? []).every(({ code }) => code !== 'unknown')) return [];
  return elsewhere || good.includes(status)
    ? []
    : [`${status} for ${caller === 'nobody' ? 'a caller without a token' : 'a role that may not'}`];
}
