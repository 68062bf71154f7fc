import type { Session } from './session.ts';

/** A problem as the API tells it (RFC 9457). */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
}

/** An answer that is not the one hoped for. */
export class Refused extends Error {
  readonly problem: Problem;

  constructor(method: string, path: string, problem: Problem) {
    super(`${method} ${path}: ${problem.status} ${problem.code}: ${problem.detail}`);
    this.name = 'Refused';
    this.problem = problem;
  }
}

interface Page<T> {
  readonly next: string | null;
  readonly results: readonly T[];
}

type Body = { readonly json: unknown } | { readonly form: FormData } | { readonly raw: Blob };

/** Somebody who calls the API over HTTP in one workspace, or in none. */
export class Caller {
  readonly #base: string;
  readonly #session: Session | undefined;
  readonly #workspaceId: string | undefined;

  constructor(base: string, session?: Session, workspaceId?: string) {
    this.#base = base;
    this.#session = session;
    this.#workspaceId = workspaceId;
  }

  /** The same person or program in a workspace. */
  in(workspaceId: string): Caller {
    return new Caller(this.#base, this.#session, workspaceId);
  }

  get<T>(path: string): Promise<T> {
    return this.#json('GET', path);
  }

  post<T>(path: string, body?: Body): Promise<T> {
    return this.#json('POST', path, body);
  }

  /** All items of a list, page after page. */
  async *list<T>(path: string): AsyncGenerator<T, void, undefined> {
    for (let next: string | null = path; next !== null; ) {
      const page: Page<T> = await this.get(next);
      yield* page.results;
      next = page.next;
    }
  }

  /** Any answer, good or bad, its body unread. */
  async send(method: string, path: string, headers: Readonly<Record<string, string>> = {}, body?: Body): Promise<Response> {
    const init: RequestInit = { method, headers: { ...(await this.#headers()), ...headers, ...typeOf(body) } };
    if (body) init.body = 'json' in body ? JSON.stringify(body.json) : 'form' in body ? body.form : body.raw;
    return fetch(path.startsWith('http') ? path : this.#base + path, init);
  }

  /** The problem of a call that must be refused; undefined when it was not. */
  async refusal(path: string): Promise<Problem | undefined> {
    const response = await this.send('GET', path);
    const body = (await response.json()) as Problem;
    return response.ok ? undefined : body;
  }

  async #json<T>(method: string, path: string, body?: Body): Promise<T> {
    const response = await this.send(method, path, {}, body);
    const answer: unknown = await response.json();
    if (!response.ok) throw new Refused(method, path, answer as Problem);
    return answer as T;
  }

  async #headers(): Promise<Record<string, string>> {
    return {
      ...(this.#session && { authorization: `Bearer ${await this.#session.bearer()}` }),
      ...(this.#workspaceId !== undefined && { 'x-tenant-id': this.#workspaceId }),
    };
  }
}

/** fetch finds the type of a form itself, boundary and all. */
function typeOf(body: Body | undefined): Record<string, string> {
  if (!body || 'form' in body) return {};
  return { 'content-type': 'json' in body ? 'application/json' : 'application/octet-stream' };
}
