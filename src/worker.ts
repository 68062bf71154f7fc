import { loadConfig } from './config.ts';
import { eventsSweeps } from './features/events/jobs.ts';
import { extractionJobs } from './features/extraction/jobs.ts';
import { resultPackagesJobs, resultPackagesSweeps } from './features/result-packages/jobs.ts';
import { trashJobs, trashSweeps } from './features/trash/jobs.ts';
import { uploadsJobs, uploadsSweeps } from './features/uploads/jobs.ts';
import { listenForOperators } from './http/worker-listener.ts';
import { idempotencyKeys } from './platform/db/sweep-keys.ts';
import { platformParts } from './platform/health.ts';
import { createLog } from './platform/log.ts';
import { openPlatform } from './platform/open-platform.ts';
import { onStopSignal, runEntry } from './platform/process.ts';
import { startWorking, type Working } from './platform/queue/work.ts';
import { auditObjects } from './platform/storage/audit-objects.ts';
import { startSweeping } from './platform/storage/sweep.ts';
import { startSweeps } from './platform/sweeps/run-sweeps.ts';

/** Every room's jobs, the sweeper of what no transaction claimed, and the sweeps of what is over. */
async function main(): Promise<void> {
  const config = loadConfig();
  const log = createLog({ level: config.LOG_LEVEL, process: 'worker' });
  const draining = new AbortController();
  const { platform, close } = await openPlatform(config, 'worker', log, draining.signal);
  const loops: { working?: Working } = {};
  const parts = [...platformParts(platform), { name: 'queue-loops', ping: async () => refuseSilence(loops.working), essential: true }];
  const binding = { host: config.INTERNAL_HOST, port: config.WORKER_PORT };
  const listener = await listenForOperators(platform, { parts, draining: draining.signal, log }, binding);
  const sweeping = startSweeping(platform, log);
  const sweeps = startSweeps(
    platform,
    [auditObjects(), idempotencyKeys, ...eventsSweeps, ...uploadsSweeps, ...resultPackagesSweeps, ...trashSweeps],
    log,
  );
  const working = await startWorking(platform, [...uploadsJobs, ...extractionJobs, ...resultPackagesJobs, ...trashJobs], {
    log,
    graceSeconds: config.SHUTDOWN_GRACE_SECONDS,
  });
  loops.working = working;
  log.info({ port: listener.port, version: platform.settings.version }, 'ready');

  onStopSignal(async (signal) => {
    log.info({ signal }, 'draining');
    draining.abort();
    await Promise.all([working.stop(), sweeping.stop(), sweeps.stop()]);
    await listener.close(); // last: what drains can be watched
    await close();
    log.info({}, 'stopped');
  });
}

/** The loops of a worker that still starts count as silent. */
function refuseSilence(working: Working | undefined): void {
  if (working === undefined) throw new Error('the worker is starting');
  const silent = working.silent();
  if (silent.length > 0) throw new Error(`no look for jobs lately in ${silent.join(', ')}`);
}

runEntry(main);
