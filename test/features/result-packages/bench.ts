import { strict as assert } from 'node:assert';
import { buffer } from 'node:stream/consumers';
import { after } from 'node:test';
import { newId } from '../../../src/core/ids.ts';
import { createDossier } from '../../../src/features/dossiers/create-dossier.ts';
import { extractionContracts } from '../../../src/features/extraction/contracts.ts';
import { filesContracts } from '../../../src/features/files/contracts.ts';
import { uploadFiles } from '../../../src/features/files/upload-files.ts';
import { buildPackage } from '../../../src/features/result-packages/build-package.ts';
import { resultPackagesContracts } from '../../../src/features/result-packages/contracts.ts';
import { createResultPackage } from '../../../src/features/result-packages/create-result-package.ts';
import { getContent } from '../../../src/features/result-packages/get-content.ts';
import { getResultPackage } from '../../../src/features/result-packages/get-result-package.ts';
import type { Selection } from '../../../src/features/result-packages/types.ts';
import { trashContracts } from '../../../src/features/trash/contracts.ts';
import type { JobContext, Platform, WorkspaceContext } from '../../../src/platform/context.ts';
import { createMetrics } from '../../../src/platform/metrics.ts';
import { openQueue } from '../../../src/platform/queue/boss.ts';
import type { Claim } from '../../../src/platform/queue/handle.ts';
import { migrateQueue } from '../../../src/platform/queue/migrate-queue.ts';
import type { AnyJob } from '../../../src/platform/queue/schema.ts';
import type { ObjectStore } from '../../../src/platform/storage/objects.ts';
import { contextOf, jobContextOf, type Member, makeWorkspace, SECRETS } from '../../platform/db/support.ts';
import { createDatabase, type TestDatabase } from '../../support/database.ts';
import { contentsOf, openTestStore } from '../../support/object-store.ts';
import type { ResultPackage } from '../../support/shapes.ts';

const DAY_HOURS = 24;

/** A database, a queue and the run's bucket, and verbs called as the server and the worker call them. */
export interface Bench {
  readonly database: TestDatabase;
  readonly platform: Platform;
  workspace(): Promise<Room>;
}

/** One workspace of it. */
export interface Room {
  readonly member: Member;
  readonly caller: WorkspaceContext;
  job(options?: { readonly objects?: ObjectStore; readonly signal?: AbortSignal }): JobContext;
  dossier(name: string): Promise<string>;
  /** Uploads one file and gives its id back. */
  file(dossierId: string, filename: string, content: string | Buffer): Promise<string>;
  /** Asks for a package and gives its id back. */
  ask(selection: Selection): Promise<string>;
  look(packageId: string): Promise<ResultPackage>;
  /** Does the package's job once. */
  build(packageId: string, options?: Parameters<Room['job']>[0]): Promise<void>;
  download(packageId: string): Promise<Buffer>;
  /** Packages in the store, open uploads and intents: what is there beside the files. */
  remains(): Promise<{ objects: number; uploads: number; intents: number }>;
}

/** Opens a bench that closes itself after the file's tests. */
export async function openBench(): Promise<Bench> {
  const database = await createDatabase();
  const contracts = [filesContracts, extractionContracts, resultPackagesContracts, trashContracts];
  await migrateQueue(
    database.url('tabularium_owner'),
    contracts.flatMap<AnyJob>(({ jobs }) => jobs),
    contracts.flatMap(({ facts }) => facts),
  );
  const db = await database.open();
  const objects = openTestStore();
  const queue = await openQueue({ databaseUrl: database.url('tabularium_app') });
  after(async () => {
    await queue.close();
    objects.close();
    await database.drop();
  });
  const hours = { packageExpiryHours: DAY_HOURS, trashHours: 4 * DAY_HOURS };
  const settings = { secrets: SECRETS, packageMaxFiles: 20_000, ...hours, upload: { maxBytes: 1e9, maxFiles: 100 } };
  // the parts that these verbs use
  const platform = { db, objects, queue, settings, clock: { now: () => new Date() }, metrics: createMetrics() } as unknown as Platform;
  return { database, platform, workspace: async () => roomOf(database, platform, await makeWorkspace(database)) };
}

function roomOf(database: TestDatabase, platform: Platform, member: Member): Room {
  const caller: WorkspaceContext = { ...contextOf(platform.db, member), platform };
  const job: Room['job'] = ({ objects = platform.objects, signal } = {}) => ({
    ...jobContextOf(platform.db, member.workspaceId),
    platform: { ...platform, objects },
    ...(signal && { signal }),
  });
  return {
    member,
    caller,
    job,
    dossier: async (name) => (await createDossier(caller, { name })).id,
    file: async (dossierId, filename, content) => {
      async function* bytes(): AsyncGenerator<Uint8Array> {
        yield Buffer.from(content);
      }
      async function* upload() {
        yield { filename, title: undefined, declaredType: 'application/octet-stream', bytes: bytes() };
      }
      const { ids } = await uploadFiles(caller, dossierId, upload());
      return ids[0] ?? newId();
    },
    ask: async (selection) => (await createResultPackage(caller, selection, {})).id,
    look: async (packageId) => JSON.parse((await getResultPackage(caller, packageId)).body) as ResultPackage,
    build: (packageId, options = {}) => buildPackage(job(options), { workspaceId: member.workspaceId, packageId }, loose),
    download: async (packageId) => {
      const reply = await getContent(caller, packageId, {});
      assert.equal(reply.status, 200);
      return reply.status === 200 ? buffer(reply.body) : Buffer.of();
    },
    remains: async () => {
      const { objects, uploads } = await contentsOf(platform.objects, `${member.workspaceId}/result-packages/`);
      const text = 'select from app.object_intents where workspace_id = $1';
      const intents = await database.query('tabularium_owner', text, [member.workspaceId]);
      return { objects: objects.length, uploads: uploads.length, intents: intents.length };
    },
  };
}

/** The claim of a job that is called by hand: settling it is nobody's business. */
export const loose: Claim = { attempt: 1, lastAttempt: false, settle: async () => {} };

export const NOTHING = { objects: 0, uploads: 0, intents: 0 };
