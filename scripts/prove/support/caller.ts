import { createHash } from 'node:crypto';
import { type IncomingMessage, request } from 'node:http';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a file or package looks like to these proofs. */
export interface Item {
  readonly id: string;
  readonly size: number;
  readonly sha256: string | null;
  readonly status?: string;
  readonly processingStatus?: string;
  readonly error?: { readonly message: string } | null;
}

const RENEW_MS = 200_000;

/** A program that uses the API from outside: its own token, one workspace, nothing but HTTP. */
export class Caller {
  /** Up to and with `/api/v1`. */
  readonly base: string;
  readonly #env: Readonly<Record<string, string>>;
  readonly #workspaceId: string;
  #token: { readonly text: string; readonly renewAt: number } | undefined;

  constructor(env: Readonly<Record<string, string>>, workspaceId: string) {
    this.base = `${env['PUBLIC_URL']}/api/v1`;
    this.#env = env;
    this.#workspaceId = workspaceId;
  }

  /** The same caller after a restart, which may have changed addresses. */
  at(env: Readonly<Record<string, string>>): Caller {
    return new Caller(env, this.#workspaceId);
  }

  /** By client credentials; kept until shortly before its end. */
  async token(): Promise<string> {
    if (this.#token && Date.now() < this.#token.renewAt) return this.#token.text;
    const form = {
      grant_type: 'client_credentials',
      client_id: this.#env['DEMO_INTEGRATION_CLIENT_ID'] ?? '',
      client_secret: this.#env['DEMO_INTEGRATION_CLIENT_SECRET'] ?? '',
    };
    const answer = await fetch(`${this.base}/auth/token`, { method: 'POST', body: new URLSearchParams(form) });
    const body = (await answer.json()) as { access_token?: string };
    if (body.access_token === undefined) throw new Error(`no token: ${answer.status} ${JSON.stringify(body)}`);
    this.#token = { text: body.access_token, renewAt: Date.now() + RENEW_MS };
    return body.access_token;
  }

  /** What each call carries. */
  async headers(): Promise<Record<string, string>> {
    return { authorization: `Bearer ${await this.token()}`, 'x-tenant-id': this.#workspaceId };
  }

  /** One JSON call; throws with the problem's text when the answer is not a good one. */
  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const headers = { ...(await this.headers()), ...(body !== undefined && { 'content-type': 'application/json' }) };
    const url = path.startsWith('http') ? path : this.base + path;
    const answer = await fetch(url, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 500)}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  async makeDossier(name: string): Promise<string> {
    return (await this.call<Item>('POST', '/dossiers', { name })).id;
  }

  /** One file as raw body, streamed. Resolves with the stored file when the API acknowledges it. */
  async upload(dossierId: string, filename: string, source: Readable): Promise<Item> {
    const text = await this.#send(`/dossiers/${dossierId}/files?filename=${encodeURIComponent(filename)}`, source);
    const [file] = (JSON.parse(text) as { results: Item[] }).results;
    if (!file) throw new Error('the answer to the upload names no file');
    return file;
  }

  /** New content for a file, in the same way. */
  async uploadVersion(fileId: string, source: Readable): Promise<Item> {
    return JSON.parse(await this.#send(`/files/${fileId}/versions`, source)) as Item;
  }

  async #send(path: string, source: Readable): Promise<string> {
    const headers = { ...(await this.headers()), 'content-type': 'application/octet-stream' };
    const outgoing = request(this.base + path, { method: 'POST', headers });
    const answered = new Promise<IncomingMessage>((resolve, reject) => {
      outgoing.once('response', resolve);
      outgoing.once('error', reject);
      outgoing.once('close', () => reject(new Error('the connection was closed without an answer')));
    });
    const sent = pipeline(source, outgoing);
    sent.catch(() => undefined); // the answer, or its absence, says what happened
    const incoming = await answered;
    const text = (await incoming.toArray()).join('');
    if (incoming.statusCode !== 202) throw new Error(`upload: ${incoming.statusCode} ${text.slice(0, 500)}`);
    return text;
  }

  /** Reads content to its end; size and SHA-256 of what came, and the bytes to `sink` when there is one. */
  async download(path: string, sink?: Writable): Promise<{ readonly size: number; readonly sha256: string }> {
    const answer = await fetch(this.base + path, { headers: await this.headers() });
    if (!answer.ok || !answer.body) throw new Error(`GET ${path}: ${answer.status} ${(await answer.text()).slice(0, 500)}`);
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of answer.body) {
      size += chunk.length;
      hash.update(chunk);
      if (sink && !sink.write(chunk)) await new Promise((resolve) => sink.once('drain', resolve));
    }
    if (sink) await new Promise((resolve) => sink.end(() => resolve(undefined)));
    return { size, sha256: hash.digest('hex') };
  }

  /** Asks for a package of a dossier; resolves with its id. */
  async askForPackage(dossierId: string): Promise<string> {
    return (await this.call<Item>('POST', `/dossiers/${dossierId}/result-packages`)).id;
  }

  /** Polls until the package is READY; throws when it fails or takes longer than `seconds`. */
  async packageReady(id: string, seconds: number): Promise<Item> {
    for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(250)) {
      const found = await this.call<Item>('GET', `/result-packages/${id}`);
      if (found.status === 'READY') return found;
      if (found.status === 'FAILED') throw new Error(`package ${id} failed: ${found.error?.message}`);
    }
    throw new Error(`package ${id} was not ready after ${seconds} s`);
  }
}
