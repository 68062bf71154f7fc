import { setTimeout as sleep } from 'node:timers/promises';
import { loadConfig } from './config.ts';
import { Problem } from './core/errors.ts';
import type { ProblemCode } from './core/problem-types.ts';
import { authenticateRequest } from './features/access/index.ts';
import { createApp } from './http/app.ts';
import { type Listener, listen } from './http/listener.ts';
import { bundledSpec, publishSpec } from './http/published-spec.ts';
import { roomHandlers } from './http/rooms.ts';
import { createLog } from './platform/log.ts';
import { openPlatform } from './platform/open-platform.ts';
import { onStopSignal, runEntry } from './platform/process.ts';

/** Time that a request broken off at the end of the grace gets to say so. */
const CUT_MS = 2_500;

const shuttingDown = (): Problem =>
  new Problem('unavailable', { detail: 'The service is shutting down. Repeat the request.', headers: { 'Retry-After': '5' } });

/** The API: a public and an internal listener over one contract. */
async function main(): Promise<void> {
  const config = loadConfig();
  const log = createLog({ level: config.LOG_LEVEL, process: 'server' });
  const draining = new AbortController();
  const { platform, close } = await openPlatform(config, 'server', log, draining.signal);
  const spec = publishSpec(bundledSpec(), platform.settings.publicUrl);
  const stopping = new AbortController();
  const handlers = roomHandlers(spec, draining.signal);

  const start = async (listener: 'public' | 'internal', host: string, port: number): Promise<Listener> => {
    const parts = { platform, spec, handlers, authenticate: authenticateRequest, listener, log };
    const signals = { stopping: stopping.signal, draining: draining.signal };
    const app = await createApp({ ...parts, ...signals, trustedProxies: config.TRUSTED_PROXIES });
    const onProblem = (code: ProblemCode): void => platform.metrics.problems.inc({ code });
    return listen(app, { host, port, publicUrl: platform.settings.publicUrl, onProblem });
  };
  const internal = await start('internal', config.INTERNAL_HOST, config.INTERNAL_PORT);
  const open = await start('public', config.PUBLIC_HOST, config.PUBLIC_PORT);
  log.info({ publicPort: open.port, internalPort: internal.port, version: platform.settings.version }, 'ready');

  onStopSignal(async (signal) => {
    log.info({ signal }, 'draining');
    draining.abort();
    await sleep(config.SHUTDOWN_DELAY_SECONDS * 1000);
    const late = setTimeout(() => stopping.abort(shuttingDown()), config.SHUTDOWN_GRACE_SECONDS * 1000);
    const tooLate = setTimeout(() => [open, internal].forEach((listener) => listener.cut()), config.SHUTDOWN_GRACE_SECONDS * 1000 + CUT_MS);
    await Promise.all([open.drain(), internal.drain()]);
    clearTimeout(late);
    clearTimeout(tooLate);
    await close();
    log.info({}, 'stopped');
  });
}

runEntry(main);
