import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import type { WireAnswer } from './http.ts';

interface ResponseSpec {
  readonly content?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, { readonly required?: boolean }>>;
  readonly $ref?: string;
}

/** A query parameter, with all its values when the contract counts them up. */
interface QueryParameter {
  readonly name: string;
  readonly schema: Json;
  readonly values: readonly string[] | null;
}

/** One operation of the bundled contract, as far as tests look into it. */
export interface Operation {
  readonly operationId: string;
  readonly method: string;
  /** Template of the path below the base, such as `/dossiers/{dossierId}`. */
  readonly path: string;
  readonly responses: Readonly<Record<string, ResponseSpec>>;
  readonly problems: readonly string[];
  readonly listener: 'public' | 'internal';
  /** Whether calls carry X-TENANT-ID. */
  readonly tenant: boolean;
  readonly query: readonly QueryParameter[];
  /** What its header Prefer may ask for. */
  readonly preferences: readonly string[];
  /** Whether calls may carry an Idempotency-Key. */
  readonly idempotencyKey: boolean;
  readonly scopes: readonly string[];
  /** Whether a token is asked for. */
  readonly secured: boolean;
  /** Roles that may call it; empty outside of workspaces. */
  readonly roles: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;
export const document = JSON.parse(readFileSync(new URL('../../src/http/generated/openapi.json', import.meta.url), 'utf8')) as Json;
export const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options'];

function deref(value: unknown): Json {
  const ref = (value as { $ref?: string }).$ref;
  if (ref === undefined) return value as Json;
  return deref(
    ref
      .slice(2)
      .split('/')
      .reduce((here, key) => here[key.replaceAll('~1', '/').replaceAll('~0', '~')] as Json, document),
  );
}

/** Every operation of the contract the server was built from. */
export const operations: readonly Operation[] = Object.entries(document['paths'] as Json).flatMap(([path, given]) => {
  const item = deref(given);
  return METHODS.filter((method) => method in item).map((method) => operation(path, method, item, item[method] as Json));
});

function queryParameter(given: Json): QueryParameter {
  const schema = deref(given['schema']);
  return { name: String(given['name']), schema, values: (schema['enum'] ?? null) as string[] | null };
}

function operation(path: string, method: string, item: Json, given: Json): Operation {
  const parameters = [...((item['parameters'] ?? []) as Json[]), ...((given['parameters'] ?? []) as Json[])].map(deref);
  const security = (given['security'] ?? document['security'] ?? []) as Record<string, string[]>[];
  return {
    operationId: given['operationId'] as string,
    method: method.toUpperCase(),
    path,
    responses: given['responses'] as Operation['responses'],
    problems: (given['x-problems'] ?? []) as string[],
    listener: (given['x-listener'] ?? 'public') as Operation['listener'],
    tenant: parameters.some((one) => one['in'] === 'header' && /^x-tenant-id$/i.test(String(one['name']))),
    query: parameters.filter((one) => one['in'] === 'query').map(queryParameter),
    preferences: (parameters.find((one) => one['name'] === 'Prefer')?.['x-preferences'] ?? []) as string[],
    idempotencyKey: parameters.some((one) => one['name'] === 'Idempotency-Key'),
    scopes: [...new Set(security.flatMap((scheme) => Object.values(scheme).flat()))],
    secured: security.length > 0,
    roles: (given['x-roles'] ?? []) as string[],
  };
}

/** The operation a request to this listener means: a fixed segment wins over a parameter. */
export function operationOf(method: string, path: string, listener: Operation['listener'] = 'public'): Operation | undefined {
  const parts = path.replace(/\/$/, '').split('/');
  const fits = (one: Operation): boolean => {
    const wanted = one.path.split('/');
    return wanted.length === parts.length && wanted.every((part, i) => part.startsWith('{') || part === parts[i]);
  };
  const fixed = (one: Operation): number => one.path.split('/').filter((part) => !part.startsWith('{')).length;
  return operations.filter((one) => one.listener === listener && one.method === method && fits(one)).sort((a, b) => fixed(b) - fixed(a))[0];
}

const ajv = new Ajv({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema(document, 'contract');
const compiled = new Map<string, ValidateFunction>();

function schemaAt(pointer: readonly string[]): ValidateFunction {
  const ref = `contract#/${pointer.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`;
  const known = compiled.get(ref) ?? ajv.compile({ $ref: ref });
  compiled.set(ref, known);
  return known;
}

/** What is wrong with a value by the schema at this place of the contract. */
export const schemaFaults = (place: readonly string[], value: unknown): string[] => check(schemaAt(place), value);

/**
 * What is wrong with an answer by the contract, as sentences; none when all is well. `asked` is the query of the request: who
 * chose fields gets an item without some that its schema requires, and still none that it does not know.
 */
export function faultsOf(found: Operation | undefined, answer: WireAnswer, asked = new URLSearchParams()): string[] {
  const type = answer.headers['content-type']?.split(';', 1)[0];
  if (type === 'application/problem+json') return problemFaults(found, answer);
  if (!found) return [`status ${answer.status} without a problem for an address the contract does not know`];
  const given = found.responses[String(answer.status)];
  if (!given) return [`${found.operationId} does not declare status ${answer.status}`];
  const place = given.$ref
    ? given.$ref.slice(2).split('/')
    : ['paths', found.path, found.method.toLowerCase(), 'responses', String(answer.status)];
  const response = deref(given) as ResponseSpec;
  return [...headerFaults(response, place, answer), ...bodyFaults(found, response, place, type, answer, hasChoice(asked))];
}

const hasChoice = (asked: URLSearchParams): boolean => asked.has('_fields_only') || asked.has('_fields_exclude');

function headerFaults(response: ResponseSpec, place: readonly string[], answer: WireAnswer): string[] {
  return Object.entries(response.headers ?? {}).flatMap(([name, header]) => {
    const { required, schema } = deref(header) as { readonly required?: boolean; readonly schema?: Json };
    const text = answer.headers[name.toLowerCase()];
    if (text === undefined) return required ? [`the header ${name} is missing`] : [];
    if (typeof text !== 'string' || schema === undefined) return [];
    const isNumber = /^(integer|number)$/.test(String(deref(schema)['type'])) && /^\d+$/.test(text);
    const { $ref } = header as { readonly $ref?: string };
    const at = $ref === undefined ? [...place, 'headers', name, 'schema'] : [...$ref.slice(2).split('/'), 'schema'];
    return check(schemaAt(at), isNumber ? Number(text) : text).map((fault) => `the header ${name}: ${text.slice(0, 100)}: ${fault}`);
  });
}

function bodyFaults(
  found: Operation,
  response: ResponseSpec,
  place: readonly string[],
  type: string | undefined,
  answer: WireAnswer,
  chosen: boolean,
): string[] {
  const minimal = /\breturn=minimal\b/.test(String(answer.headers['preference-applied']));
  if (found.method === 'HEAD' || minimal || response.content === undefined)
    return answer.bytes.length > 0 ? ['a body where the contract has none'] : [];
  const declared = Object.keys(response.content);
  if (type === undefined || !(declared.includes(type) || declared.includes('*/*') || declared.includes('application/octet-stream'))) {
    return [`Content-Type ${type}, declared: ${declared.join(', ')}`];
  }
  if (type !== 'application/json' || !declared.includes(type)) return [];
  return check(schemaAt([...place, 'content', type, 'schema']), JSON.parse(answer.bytes.toString()), chosen);
}

// what may be answered before the operation is known to the server, or while the request still comes in
const ANYWHERE = ['request-timeout'];

function problemFaults(found: Operation | undefined, answer: WireAnswer): string[] {
  if (found?.method === 'HEAD') return [];
  const problem = JSON.parse(answer.bytes.toString()) as { code: string; status: number };
  const faults = check(schemaAt(['components', 'schemas', 'Problem']), problem);
  if (problem.status !== answer.status) faults.push(`the problem says status ${problem.status}, the answer ${answer.status}`);
  if (found && ![...found.problems, ...ANYWHERE].includes(problem.code))
    faults.push(`${found.operationId} does not list the problem ${problem.code}`);
  return faults;
}

function check(validate: ValidateFunction, value: unknown, chosen = false): string[] {
  if (validate(value)) return [];
  const isPage = typeof value === 'object' && value !== null && 'results' in value;
  // the page around chosen fields is whole
  const excused = (place: string): boolean => chosen && (!isPage || place !== '');
  return (validate.errors ?? [])
    .filter(({ keyword, instancePath }) => keyword !== 'required' || !excused(instancePath))
    .map((error) => `${error.instancePath || 'the body'} ${error.message}`);
}
