import { strict as assert } from 'node:assert';
import { after, before, describe, it } from 'node:test';
import { newId } from '../../../src/core/ids.ts';
import { recordUsage, type Usage } from '../../../src/features/license/index.ts';
import type { Database } from '../../../src/platform/db/database.ts';
import { inJob } from '../../../src/platform/db/doors.ts';
import { createDatabase, type TestDatabase } from '../../support/database.ts';
import { type LicensedWorkspace, makeLicensedWorkspace } from './licensed-workspace.ts';

type Analysed = Omit<Usage, 'userId'>;

describe('counting analysed pages', () => {
  let server: TestDatabase;
  let db: Database;
  before(async () => {
    server = await createDatabase();
    db = await server.open(20);
  });
  after(() => server.drop());

  const workspace = (capacityPages: number | null): Promise<LicensedWorkspace> => makeLicensedWorkspace(server, db, { capacityPages });
  const usage = (changes: Partial<Analysed> = {}): Analysed => ({
    fileId: newId(),
    version: 1,
    dossierId: newId(),
    pages: 1,
    bytes: 10,
    ...changes,
  });
  const record = (home: LicensedWorkspace, one: Analysed) => inJob(home.job, (tx) => recordUsage(tx, { ...one, userId: home.userId }));

  it('counts a file version once, whatever happens again or at the same time', async () => {
    const home = await workspace(100);
    const one = usage({ pages: 7 });
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => record(home, one)));
    outcomes.push(await record(home, one));
    assert.equal(outcomes.filter((outcome) => outcome === 'COUNTED').length, 1);
    assert.equal(outcomes.filter((outcome) => outcome === 'ALREADY_COUNTED').length, 10);
    assert.equal(await record(home, { ...one, version: 2 }), 'COUNTED');
    assert.deepEqual(await home.figures(), { pagesUsed: 14, files: 2, pages: 14, bytes: 20 });
  });

  it('S55: gives the last page to exactly one of 50 at once', async () => {
    const home = await workspace(10);
    assert.equal(await record(home, usage({ pages: 9 })), 'COUNTED');
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => record(home, usage())));
    assert.equal(outcomes.filter((outcome) => outcome === 'COUNTED').length, 1);
    assert.equal(outcomes.filter((outcome) => outcome === 'OVER_CAPACITY').length, 49);
    assert.deepEqual(await home.figures(), { pagesUsed: 10, files: 2, pages: 10, bytes: 20 });
  });

  it('never grants above the capacity for any mix at once', async () => {
    const home = await workspace(100);
    const wanted = Array.from({ length: 60 }, (_, i) => usage({ pages: (i * 7) % 13 }));
    const outcomes = await Promise.all(wanted.map((one) => record(home, one)));
    const granted = wanted.filter((_, i) => outcomes[i] === 'COUNTED');
    const sum = granted.reduce((total, one) => total + one.pages, 0);
    assert(sum <= 100);
    assert.deepEqual(await home.figures(), { pagesUsed: sum, files: granted.length, pages: sum, bytes: granted.length * 10 });
    const smallest = Math.min(...wanted.filter((_, i) => outcomes[i] === 'OVER_CAPACITY').map((one) => one.pages));
    assert(sum + smallest > 100, 'something was refused that would have fitted');
  });

  it('counts files without pages even when nothing is left, and anything without a limit', async () => {
    const full = await workspace(0);
    assert.equal(await record(full, usage({ pages: 0 })), 'COUNTED');
    assert.equal(await record(full, usage()), 'OVER_CAPACITY');
    const unlimited = await workspace(null);
    assert.equal(await record(unlimited, usage({ pages: 1_000_000 })), 'COUNTED');
  });

  it('counts nothing when the transaction it belongs to fails', async () => {
    const home = await workspace(5);
    const failing = inJob(home.job, async (tx) => {
      assert.equal(await recordUsage(tx, { ...usage({ pages: 5 }), userId: home.userId }), 'COUNTED');
      throw new Error('later');
    });
    await assert.rejects(failing, /later/);
    assert.deepEqual(await home.figures(), { pagesUsed: 0, files: 0, pages: 0, bytes: 0 });
    assert.equal(await record(home, usage({ pages: 5 })), 'COUNTED');
  });

  it('counts nothing outside the time of the license', async () => {
    const home = await workspace(5);
    await home.owner("update app.licenses set valid_until = now() - interval '1 second' where workspace_id = $1");
    assert.equal(await record(home, usage()), 'OVER_CAPACITY');
    await home.owner("update app.licenses set valid_until = null, valid_from = now() + interval '1 hour' where workspace_id = $1");
    assert.equal(await record(home, usage()), 'OVER_CAPACITY');
  });

  it("moves no other workspace's figures", async () => {
    const [one, other] = [await workspace(5), await workspace(5)];
    await record(one, usage({ pages: 3 }));
    assert.equal((await one.figures()).pagesUsed, 3);
    assert.deepEqual(await other.figures(), { pagesUsed: 0, files: 0, pages: 0, bytes: 0 });
  });

  it('keeps what was counted from being changed by the app', async () => {
    const home = await workspace(5);
    await record(home, usage());
    for (const statement of [
      'update app.usage_ledger set pages = 0',
      'delete from app.usage_ledger',
      'update app.licenses set capacity_pages = 9',
    ]) {
      await assert.rejects(
        inJob(home.job, (tx) => tx.query(statement)),
        { code: '42501' },
      );
    }
  });
});
