import { strict as assert } from 'node:assert';
import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { faultsOf, operationOf } from './contract.ts';
import { recordCall } from './coverage.ts';
import { exchange, type WireRequest } from './http.ts';
import { multipart, type Part } from './multipart.ts';

export interface CallOptions {
  /** Added to, or put in place of, the client's own headers; undefined leaves one out, a list sends it several times. */
  readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  readonly multipart?: readonly Part[];
  /** A body as it is; name its type in `headers`. */
  readonly body?: string | Uint8Array | Readable;
  /** The status that must come; the answer's problem is shown when another does. */
  readonly expect?: number;
}

export interface Answer<Body> {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly rawHeaders: readonly string[];
  readonly bytes: Buffer;
  /** The parsed JSON; reading it fails when the answer is something else. */
  readonly body: Body;
}

/** A problem as callers see it. */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly code: string;
  readonly message: string;
  readonly timestamp: string;
  readonly requestId: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly detail: string }[];
}

export interface ClientOptions {
  /** Up to and with `/api/v1`, or another base for addresses outside the contract. */
  readonly baseUrl: string;
  /** Asked before each call, so that a renewed token is used. */
  readonly bearer?: (() => Promise<string>) | undefined;
  readonly tenant?: string | undefined;
  /** Whose addresses `baseUrl` reaches; public unless said otherwise. */
  readonly listener?: 'public' | 'internal';
}

/** Calls the API over HTTP as one caller. Every answer is held against the contract; a breach fails the test at once. */
export class Client {
  readonly #options: ClientOptions;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /** The same caller with another tenant header; undefined sends none. */
  inWorkspace(tenant: string | undefined): Client {
    return new Client({ ...this.#options, tenant });
  }

  get<Body = unknown>(path: string, options: CallOptions = {}): Promise<Answer<Body>> {
    return this.request('GET', path, options);
  }
  head(path: string, options: CallOptions = {}): Promise<Answer<never>> {
    return this.request('HEAD', path, options);
  }
  post<Body = unknown>(path: string, options: CallOptions = {}): Promise<Answer<Body>> {
    return this.request('POST', path, options);
  }
  patch<Body = unknown>(path: string, options: CallOptions = {}): Promise<Answer<Body>> {
    return this.request('PATCH', path, options);
  }
  delete<Body = unknown>(path: string, options: CallOptions = {}): Promise<Answer<Body>> {
    return this.request('DELETE', path, options);
  }

  /** Expects the problem `code` and gives it back. */
  async problem(code: string, method: string, path: string, options: CallOptions = {}): Promise<Answer<ProblemBody>> {
    const answer = await this.request<ProblemBody>(method, path, options);
    assert.equal(answer.status >= 400 ? answer.body.code : `status ${answer.status}`, code, `${method} ${path}: ${textOf(answer.bytes)}`);
    return answer;
  }

  async request<Body = unknown>(method: string, path: string, options: CallOptions = {}): Promise<Answer<Body>> {
    // `next`, `previous` and `Location` are absolute
    const url = new URL(/^https?:/.test(path) ? path : this.#options.baseUrl + path);
    for (const [name, value] of Object.entries(options.query ?? {})) if (value !== undefined) url.searchParams.append(name, String(value));
    const answer = await exchange({ method, url, ...(await this.#payload(options)) });
    const base = new URL(this.#options.baseUrl).pathname;
    const operation = url.pathname.startsWith(base)
      ? operationOf(method, url.pathname.slice(base.length), this.#options.listener)
      : undefined;
    const faults = faultsOf(operation, answer, url.searchParams);
    const name = `${method} ${path}`;
    assert.deepEqual(faults, [], `${name} answered ${answer.status} against the contract: ${faults.join('; ')}\n${textOf(answer.bytes)}`);
    if (operation) recordCall(operation.operationId, answer.status);
    if (options.expect !== undefined) assert.equal(answer.status, options.expect, `${name}: ${textOf(answer.bytes)}`);
    return {
      ...answer,
      get body() {
        return JSON.parse(answer.bytes.toString()) as Body;
      },
    };
  }

  async #payload(options: CallOptions): Promise<Pick<WireRequest, 'headers' | 'body'>> {
    const headers: Record<string, string | readonly string[] | undefined> = {};
    if (this.#options.bearer) headers['authorization'] = `Bearer ${await this.#options.bearer()}`;
    if (this.#options.tenant !== undefined) headers['x-tenant-id'] = this.#options.tenant;
    const { contentType, body } = encode(options);
    if (contentType !== undefined) headers['content-type'] = contentType;
    for (const [key, value] of Object.entries(options.headers ?? {})) headers[key.toLowerCase()] = value;
    const sent = Object.entries(headers).filter((entry): entry is [string, string | readonly string[]] => entry[1] !== undefined);
    return { headers: Object.fromEntries(sent), body };
  }
}

function encode(options: CallOptions): { readonly contentType?: string; readonly body?: CallOptions['body'] | undefined } {
  if (options.json !== undefined) return { contentType: 'application/json', body: JSON.stringify(options.json) };
  if (options.form !== undefined) {
    return { contentType: 'application/x-www-form-urlencoded', body: new URLSearchParams(options.form).toString() };
  }
  if (options.multipart !== undefined) return multipart(options.multipart);
  return { body: options.body };
}

const textOf = (bytes: Buffer): string => bytes.toString('utf8', 0, 2000);
