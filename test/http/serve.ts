import { Writable } from 'node:stream';
import { pino } from 'pino';
import { loadConfig } from '../../src/config.ts';
import { authenticateRequest } from '../../src/features/access/index.ts';
import { createApp } from '../../src/http/app.ts';
import type { Handlers } from '../../src/http/contract.ts';
import { listen } from '../../src/http/listener.ts';
import { bundledSpec, publishSpec } from '../../src/http/published-spec.ts';
import { roomHandlers } from '../../src/http/rooms.ts';
import { openPlatform } from '../../src/platform/open-platform.ts';
import { environment } from '../support/environment.ts';

export interface Served {
  readonly baseUrl: string;
  readonly port: number;
  /** What was logged so far, every level. */
  log(): string;
  /** In Prometheus's text format. */
  metrics(): Promise<string>;
  /** Says that the end is near. */
  drain(): void;
  close(): Promise<void>;
}

export interface ServeOptions {
  /** Handlers in place of the rooms' own: the app around them is what is tested. */
  readonly handlers?: Partial<Handlers>;
  /** Changes the contract before it is served. */
  readonly contract?: (document: ReturnType<typeof bundledSpec>) => void;
  readonly trustedProxies?: readonly string[];
  readonly headersMs?: number;
  readonly idleMs?: number;
}

/** The public listener as src/server.ts makes it, in this process, on the run's database, store and Keycloak. */
export async function serve(options: ServeOptions = {}): Promise<Served> {
  const config = loadConfig(environment().env);
  const lines: string[] = [];
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString());
      done();
    },
  });
  const log = pino({ level: 'debug' }, sink);
  const stopping = new AbortController();
  const draining = new AbortController();
  const { platform, close } = await openPlatform({ ...config, DATABASE_POOL_SIZE: 2 }, 'server', log, stopping.signal);
  const publicUrl = platform.settings.publicUrl;
  const contract = bundledSpec();
  options.contract?.(contract);
  const spec = publishSpec(contract, publicUrl);
  const handlers = { ...roomHandlers(spec, stopping.signal), ...options.handlers };
  const trustedProxies = options.trustedProxies ?? [];
  const parts = { platform, spec, handlers, authenticate: authenticateRequest, log, trustedProxies };
  const app = await createApp({ ...parts, listener: 'public', stopping: stopping.signal, draining: draining.signal });
  const { headersMs, idleMs } = options;
  const times = { ...(headersMs !== undefined && { headersMs }), ...(idleMs !== undefined && { idleMs }) };
  const listener = await listen(app, { host: '127.0.0.1', port: 0, publicUrl, ...times });
  return {
    baseUrl: `http://127.0.0.1:${listener.port}/api/v1`,
    port: listener.port,
    log: () => lines.join(''),
    metrics: () => platform.metrics.registry.metrics(),
    drain: () => draining.abort(),
    close: async () => {
      stopping.abort(new Error('the test is over'));
      await listener.drain();
      await close();
    },
  };
}
