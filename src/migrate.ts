import { loadConfig } from './config.ts';
import { extractionContracts } from './features/extraction/contracts.ts';
import { filesContracts } from './features/files/contracts.ts';
import { resultPackagesContracts } from './features/result-packages/contracts.ts';
import { trashContracts } from './features/trash/contracts.ts';
import { uploadsContracts } from './features/uploads/contracts.ts';
import { migrateUp } from './platform/db/migrate.ts';
import { createLog } from './platform/log.ts';
import { runEntry } from './platform/process.ts';
import { migrateQueue } from './platform/queue/migrate-queue.ts';

/** Every room's jobs and facts. */
const JOBS = [
  ...filesContracts.jobs,
  ...uploadsContracts.jobs,
  ...extractionContracts.jobs,
  ...resultPackagesContracts.jobs,
  ...trashContracts.jobs,
];
const FACTS = [...filesContracts.facts, ...extractionContracts.facts, ...resultPackagesContracts.facts, ...trashContracts.facts];

/** As the owning role: tables, doors, policies, then the job schema with its queues and subscriptions. */
async function main(): Promise<void> {
  const config = loadConfig();
  const log = createLog({ level: config.LOG_LEVEL, process: 'migrate' });
  const ownerUrl = config.DATABASE_OWNER_URL;
  if (ownerUrl === undefined) throw new Error('DATABASE_OWNER_URL is missing: migrations run as role tabularium_owner.');
  await migrateUp(ownerUrl);
  await migrateQueue(ownerUrl, JOBS, FACTS);
  log.info({}, 'migrated');
}

runEntry(main);
