import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import type { Clock } from '../../../src/core/clock.ts';
import type { Log } from '../../../src/core/log.ts';
import { type IdentityOptions, openIdentity } from '../../../src/platform/identity/open.ts';

type KeyPair = Awaited<ReturnType<typeof generateKeyPair>>;
type Answer = (req: IncomingMessage, res: ServerResponse, body: string) => void;

export interface Seen {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly form: URLSearchParams;
}

export const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** A moment that only the test moves. */
export class TestClock implements Clock {
  #ms = Date.now();
  now(): Date {
    return new Date(this.#ms);
  }
  advance(seconds: number): void {
    this.#ms += seconds * 1000;
  }
  get seconds(): number {
    return Math.floor(this.#ms / 1000);
  }
}

/** An issuer of tokens on loopback: discovery, keys, and whatever its token endpoint is told to answer. */
export class Issuer {
  readonly clock = new TestClock();
  readonly seen: Seen[] = [];
  /** Replaces the answer of a path. */
  readonly answers = new Map<string, Answer>();
  readonly published: JWK[] = [];
  readonly #keys = new Map<string, KeyPair>();
  #server: Server;
  #port = 0;

  private constructor() {
    this.#server = createServer((req, res) => void this.#serve(req, res));
  }

  static async start(): Promise<Issuer> {
    const issuer = new Issuer();
    await issuer.listen();
    await issuer.addKey('first');
    return issuer;
  }

  async listen(): Promise<void> {
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#server.unref(); // a test that fails before it stops its issuer still comes to an end
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    this.#server = createServer((req, res) => void this.#serve(req, res));
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/realms/test`;
  }

  get keyFetches(): number {
    return this.seen.filter(({ path }) => path === '/realms/test/certs').length;
  }

  async addKey(kid: string, modulusLength = 2048): Promise<void> {
    const pair = await generateKeyPair('RS256', { modulusLength, extractable: true });
    this.#keys.set(kid, pair);
    this.published.push({ ...(await exportJWK(pair.publicKey)), kid, use: 'sig', alg: 'RS256' });
  }

  /** No longer published; it can still sign. */
  withdraw(kid: string): void {
    this.published.splice(0, this.published.length, ...this.published.filter((jwk) => jwk.kid !== kid));
  }

  privateKey(kid: string): KeyPair['privateKey'] {
    const pair = this.#keys.get(kid);
    if (pair === undefined) throw new Error(`no key ${kid}`);
    return pair.privateKey;
  }

  /** A good access token, changed as told; a claim or header member set to undefined is left out. */
  async token(claims: Record<string, unknown> = {}, header: Record<string, unknown> = {}, signer = 'first'): Promise<string> {
    const now = this.clock.seconds;
    const good = {
      iss: this.url,
      sub: 'subject-1',
      azp: 'client-1',
      aud: 'tabularium-api',
      typ: 'Bearer',
      jti: 'j',
      sid: 's',
      scope: 'files:read',
      iat: now,
      exp: now + 300,
    };
    const payload = defined({ ...good, ...claims });
    return new SignJWT(payload)
      .setProtectedHeader({ alg: 'RS256', ...defined({ typ: 'at+jwt', kid: 'first', ...header }) })
      .sign(this.privateKey(signer));
  }

  open(options: Partial<IdentityOptions> = {}) {
    return openIdentity({
      issuer: this.url,
      audience: 'tabularium-api',
      tokenClients: ['client-1'],
      loginClients: ['client-1', 'client-2'],
      provisioner: { clientId: 'provisioner', clientSecret: 'secret' },
      clock: this.clock,
      log: silent,
      ...options,
    });
  }

  async #serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of req) body += chunk;
    const path = (req.url ?? '').split('?')[0] ?? '';
    this.seen.push({ path, headers: req.headers, form: new URLSearchParams(body) });
    const answer = this.answers.get(path.replace(/^\/realms\/test/, ''));
    if (answer !== undefined) return answer(req, res, body);
    if (path.endsWith('/openid-configuration')) return json(res, 200, this.#metadata());
    if (path.endsWith('/certs')) return json(res, 200, { keys: this.published });
    json(res, 404, {});
  }

  #metadata() {
    const url = this.url;
    return {
      issuer: url,
      authorization_endpoint: `${url}/auth`,
      token_endpoint: `${url}/token`,
      jwks_uri: `${url}/certs`,
      response_types_supported: ['code'],
    };
  }
}

export function json(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

const defined = (all: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
