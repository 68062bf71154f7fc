import { asSystem } from '../db/doors.ts';
import type { Sweep, SweepContext } from '../sweeps/sweep.ts';
import { isObjectKey } from './keys.ts';
import type { ListedObject } from './objects.ts';

const DAY_MS = 86_400_000;
const PAGE = 500;
const MOST_MISSING = 100;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

const NEXT = { name: 'audit-next-workspace', text: 'select app.next_workspace($1) as id' };
const UNNAMED = { name: 'audit-unnamed', text: 'select k as key from app.unnamed_objects($1, $2) k' };
const NAMED = { name: 'audit-named', text: 'select k as key from app.named_objects($1, $2, $3) k limit 2000' };

interface Pace {
  readonly pageSize?: number;
  /** An object younger than this is left alone: whoever wrote it may still be about to say so. */
  readonly olderThanMs?: number;
}

/**
 * Goes slowly through the objects of one workspace after the other, and holds them against the database. An object that no row and no
 * intent names is removed; a row whose object is missing is only reported. The listing gives candidates, never the verdict: keys that are
 * not of our making, temporary files of a store among them, are passed over, and a row that it lacks is looked for by name.
 */
export const auditObjects = ({ pageSize = PAGE, olderThanMs = DAY_MS }: Pace = {}): Sweep => ({
  name: 'orphans',
  pauseSeconds: 30,
  step: async (ctx, place) => {
    const { db, objects, clock } = ctx.platform;
    const next = async (after: string): Promise<string> =>
      (await asSystem(db, 'audit-objects', (tx) => tx.one<{ id: string | null }>(NEXT, [after])))?.id ?? '';
    const [workspaceId = '', after = ''] = place === '' ? [await next(BEFORE_ALL)] : place.split(' ');
    if (workspaceId === '') return { place: '', swept: {} };
    const prefix = `${workspaceId}/`;
    const page = await objects.page(prefix, after, pageSize);
    const before = clock.now().getTime() - olderThanMs;
    const orphan = await removeUnnamed(
      ctx,
      workspaceId,
      page.objects.filter(({ key, storedAt }) => storedAt.getTime() < before && isObjectKey(key)),
    );
    const last = page.more ? page.objects.at(-1)?.key : undefined;
    await reportMissing(ctx, workspaceId, { after: after === '' ? prefix : after, to: last ?? '' }, page.objects);
    return { place: last === undefined ? await next(workspaceId) : `${workspaceId} ${last}`, swept: { orphan } };
  },
});

async function removeUnnamed(
  { platform, log, signal }: SweepContext,
  workspaceId: string,
  listed: readonly ListedObject[],
): Promise<number> {
  const keys = listed.map(({ key }) => key);
  const unnamed = await unnamedOf(platform.db, workspaceId, keys);
  let removed = 0;
  for (const key of unnamed) {
    if (signal.aborted) break;
    await platform.objects.remove(key);
    removed += 1;
    log.warn({ key }, 'sweep: an object that nothing names was removed');
  }
  return removed;
}

async function reportMissing(
  { platform, log }: SweepContext,
  workspaceId: string,
  range: { readonly after: string; readonly to: string },
  listed: readonly ListedObject[],
): Promise<void> {
  const there = new Set(listed.map(({ key }) => key));
  const named = await asSystem(platform.db, 'audit-objects', (tx) =>
    tx.query<{ key: string }>(NAMED, [workspaceId, range.after, range.to]),
  );
  for (const { key } of named.filter((row) => !there.has(row.key)).slice(0, MOST_MISSING)) {
    if ((await platform.objects.head(key)) !== undefined) continue;
    if ((await unnamedOf(platform.db, workspaceId, [key])).length > 0) continue; // purged meanwhile
    platform.metrics.missingObjects.inc();
    log.error({ key }, 'sweep: the object of a row is missing');
  }
}

const unnamedOf = async (db: SweepContext['platform']['db'], workspaceId: string, keys: readonly string[]): Promise<readonly string[]> =>
  (await asSystem(db, 'audit-objects', (tx) => tx.query<{ key: string }>(UNNAMED, [workspaceId, keys]))).map(({ key }) => key);
