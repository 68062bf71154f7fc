import { PROBLEM_TYPES, type ProblemCode } from './problem-types.ts';

/** One faulty part of the input; `pointer` is a JSON Pointer into the body, or the name of a parameter. */
export interface FieldFault {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

interface ProblemOptions {
  /** Public text: what happened and how to fix it. Never SQL, a stack, a path or another tenant's data. */
  readonly detail: string;
  readonly errors?: readonly FieldFault[];
  /** Extra response headers: `Retry-After`, `WWW-Authenticate`, `Allow`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Private text for the log. */
  readonly reason?: string;
  readonly cause?: unknown;
}

/**
 * An expected failure with two texts: `detail` for the caller, `reason` and `cause` for the log.
 * Codes, statuses and titles come from the contract (api-spec/problems.yaml); http/problem.ts is the only renderer.
 */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly errors: readonly FieldFault[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ProblemCode, options: ProblemOptions) {
    super(options.reason ?? options.detail, { cause: options.cause });
    this.name = 'Problem';
    this.code = code;
    this.status = PROBLEM_TYPES[code].status;
    this.title = PROBLEM_TYPES[code].title;
    this.detail = options.detail;
    this.errors = options.errors ?? [];
    this.headers = options.headers ?? {};
  }
}

/** The one answer for an id that does not exist here: unknown, deleted and foreign look the same. */
export const notFound = (noun: string): Problem =>
  new Problem('not-found', { detail: `No such ${noun} in this workspace. Check the id and the X-TENANT-ID header.` });

/** A faulty parameter or body field. */
export const invalidInput = (pointer: string, detail: string, code = 'invalid'): Problem =>
  new Problem('invalid-request', { detail, errors: [{ pointer, code, detail }] });
