import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../../core/log.ts';
import type { Database } from '../db/database.ts';
import { asSystem } from '../db/doors.ts';
import type { Metrics } from '../metrics.ts';
import { MAY_REMOVE } from './backup-lock.ts';
import type { ObjectStore } from './objects.ts';

const BATCH = 50;
const SWEEP_SECONDS = 300; // a sweeper that died leaves its rows to the next one after this

/** One attempt to write an object, named by its intent. */
export interface WrittenObject {
  readonly workspaceId: string;
  readonly id: string;
  readonly key: string;
  uploadId: string | null;
  /** The store gave no answer to its last call, and may still carry it out. */
  unanswered: boolean;
}

interface SweepingParts {
  readonly db: Database;
  readonly objects: ObjectStore;
  readonly metrics: Metrics;
}

interface IntentRow {
  readonly workspace_id: string;
  readonly id: string;
  readonly object_key: string;
  readonly upload_id: string | null;
}

const CLAIM_DUE = {
  name: 'sweep-claim-due',
  text: `update app.object_intents set state = 'SWEEPING', lease_until = now() + make_interval(secs => $1)
         where (workspace_id, id) in (
           select workspace_id, id from app.object_intents where lease_until < now() order by lease_until limit $2 for update skip locked
         )
         returning workspace_id, id, object_key, upload_id`,
};
const CLAIM_OWN = {
  name: 'sweep-claim-own',
  text: `update app.object_intents set state = 'SWEEPING', lease_until = now() + make_interval(secs => $3)
         where workspace_id = $1 and id = $2 returning id`,
};
const FORGET = { name: 'sweep-forget', text: 'delete from app.object_intents where workspace_id = $1 and id = $2' };

/**
 * Takes away, across all workspaces, what never got finished (intents whose lease ran out) and what was condemned. The claim is committed
 * before the store is touched, so that a late writer cannot make a vanishing object count. Returns how many objects were removed;
 * rejects after a batch in which the store failed, and what was claimed then is tried again some minutes later. So is what is left when
 * `stopping` aborts: the object in hand is finished, no other begun. While a backup is at work nothing is claimed.
 */
export async function sweepObjects(db: Database, objects: ObjectStore, stopping?: AbortSignal): Promise<number> {
  let swept = 0;
  for (;;) {
    const claimed = await claimDue(db);
    const faults: unknown[] = [];
    for (const row of claimed) {
      if (stopping?.aborted) break;
      try {
        await sweepOne(db, objects, row);
        swept += 1;
      } catch (error) {
        faults.push(error);
      }
    }
    if (faults.length > 0) throw new AggregateError(faults, `${faults.length} of ${claimed.length} objects could not be swept`);
    if (claimed.length < BATCH || stopping?.aborted) return swept;
  }
}

/** Nothing while a backup copies objects: some of them are condemned meanwhile. */
const claimDue = (db: Database): Promise<IntentRow[]> =>
  asSystem(db, 'sweep-objects', async (tx) => {
    const may = await tx.one<{ free: boolean }>(MAY_REMOVE);
    return may?.free === true ? tx.query<IntentRow>(CLAIM_DUE, [SWEEP_SECONDS, BATCH]) : [];
  });

async function sweepOne(db: Database, objects: ObjectStore, row: IntentRow): Promise<void> {
  await removeObject(objects, row.object_key, row.upload_id);
  await forget(db, row.workspace_id, row.id);
}

/**
 * Takes away what a failed writer wrote. `committing` says that its final transaction may have taken place: then only the database knows,
 * and only an object whose intent can still be claimed is removed. Otherwise no row can name it and it goes in any case. The intent of an
 * unanswered write stays: what the store makes of it after all is removed by a sweep some minutes later.
 */
export async function discardObject(db: Database, objects: ObjectStore, written: WrittenObject, committing: boolean): Promise<void> {
  const { workspaceId, id, key, uploadId, unanswered } = written;
  if (committing || unanswered) {
    const claimed = await asSystem(db, 'sweep-objects', (tx) => tx.query(CLAIM_OWN, [workspaceId, id, SWEEP_SECONDS]));
    if (committing && claimed.length === 0) return;
  }
  await removeObject(objects, key, uploadId);
  if (!unanswered) await forget(db, workspaceId, id);
}

/** The upload's id may be unknown to the row (the writer died before it could name it), so the store is asked as well. */
async function removeObject(objects: ObjectStore, key: string, uploadId: string | null): Promise<void> {
  if (uploadId !== null) await objects.abort(key, uploadId);
  for (const open of await objects.openUploads(key)) await objects.abort(open.key, open.uploadId);
  await objects.remove(key);
}

async function forget(db: Database, workspaceId: string, id: string): Promise<void> {
  await asSystem(db, 'sweep-objects', (tx) => tx.query(FORGET, [workspaceId, id]));
}

const PAUSE_MS = 30_000;

/** Sweeps at once and then every 30 seconds until stopped; `stop` resolves when the object in hand is done with. */
export function startSweeping({ db, objects, metrics }: SweepingParts, log: Log): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const running = (async () => {
    while (!stopping.signal.aborted) {
      try {
        const swept = await sweepObjects(db, objects, stopping.signal);
        metrics.swept.inc({ what: 'object' }, swept);
        metrics.sweeps.ended('objects', 'done');
        if (swept > 0) log.info({ swept }, 'objects that nothing names were removed');
      } catch (error) {
        metrics.sweeps.ended('objects', 'failed');
        log.warn({ err: error }, 'sweeping objects failed; it is tried again');
      }
      await pause(PAUSE_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return {
    stop: () => {
      stopping.abort();
      return running;
    },
  };
}
