import { loadConfig } from './config.ts';
import { extractionJobs } from './features/extraction/jobs.ts';
import { resultPackagesJobs } from './features/result-packages/jobs.ts';
import { createLog } from './platform/log.ts';
import { openPlatform } from './platform/open-platform.ts';
import { onStopSignal, runEntry } from './platform/process.ts';
import { startWorking } from './platform/queue/work.ts';
import { startSweeping } from './platform/storage/sweep.ts';

/** Every room's jobs, and the sweeper of what no transaction claimed. */
async function main(): Promise<void> {
  const config = loadConfig();
  const log = createLog({ level: config.LOG_LEVEL, process: 'worker' });
  const { platform, close } = await openPlatform(config, 'worker', log);
  const sweeping = startSweeping(platform, log);
  const working = await startWorking(platform, [...extractionJobs, ...resultPackagesJobs], {
    log,
    graceSeconds: config.SHUTDOWN_GRACE_SECONDS,
  });
  log.info({ version: platform.settings.version }, 'ready');

  onStopSignal(async (signal) => {
    log.info({ signal }, 'draining');
    await Promise.all([working.stop(), sweeping.stop()]);
    await close();
    log.info({}, 'stopped');
  });
}

runEntry(main);
