import { strict as assert } from 'node:assert';
import { after, before, describe, it } from 'node:test';
import { newId } from '../../../src/core/ids.ts';
import { getLicense } from '../../../src/features/license/get-license.ts';
import { getLicenseUsage, type UsageRange } from '../../../src/features/license/get-license-usage.ts';
import { recordUsage } from '../../../src/features/license/index.ts';
import type { Database } from '../../../src/platform/db/database.ts';
import { inJob } from '../../../src/platform/db/doors.ts';
import { createDatabase, type TestDatabase } from '../../support/database.ts';
import { type LicensedWorkspace, makeLicensedWorkspace } from './licensed-workspace.ts';

interface Report {
  readonly startDate: string;
  readonly endDate: string;
  readonly timeZone: string;
  readonly granularity: string;
  readonly total: Sums;
  readonly periods: readonly (Sums & { readonly startDate: string; readonly endDate: string })[];
}
interface Sums {
  readonly files: number;
  readonly pages: number;
  readonly bytes: number;
}
interface Entry {
  readonly day: string;
  readonly pages: number;
  readonly bytes: number;
}

const add = (sums: Sums, entry: Entry): Sums => ({
  files: sums.files + 1,
  pages: sums.pages + entry.pages,
  bytes: sums.bytes + entry.bytes,
});
const sumOf = (entries: readonly Entry[]): Sums => entries.reduce(add, { files: 0, pages: 0, bytes: 0 });

describe('the usage report', () => {
  let server: TestDatabase;
  let db: Database;
  before(async () => {
    server = await createDatabase();
    db = await server.open();
  });
  after(() => server.drop());

  const report = async (home: LicensedWorkspace, range: UsageRange = {}): Promise<Report> =>
    JSON.parse(await getLicenseUsage(home.reader, range)) as Report;
  const enter = async (home: LicensedWorkspace, { day, pages, bytes }: Entry): Promise<unknown> =>
    home.owner(
      `insert into app.usage_ledger (workspace_id, id, file_id, file_version, dossier_id, user_id, pages, bytes, local_day)
       values ($1, $2, $2, 1, $2, $6, $3, $4, $5)`,
      [newId(), pages, bytes, day, home.userId],
    );

  it('equals an independent sum over the files, month by month, its first and last day included', async () => {
    const [home, foreign] = [await makeLicensedWorkspace(server, db), await makeLicensedWorkspace(server, db)];
    const days = [
      '2026-01-31',
      '2026-02-01',
      '2026-02-09',
      '2026-02-10',
      '2026-02-28',
      '2026-03-01',
      '2026-04-30',
      '2026-05-15',
      '2026-05-16',
    ];
    const entries = days.flatMap((day, i) => [
      { day, pages: i * 3, bytes: 1000 + i },
      { day, pages: 1, bytes: 2 ** 40 },
    ]);
    for (const entry of entries) await enter(home, entry);
    await enter(foreign, { day: '2026-02-10', pages: 500, bytes: 500 });
    const [startDate, endDate] = ['2026-02-10', '2026-05-15'];
    const within = entries.filter(({ day }) => day >= startDate && day <= endDate);
    const got = await report(home, { startDate, endDate });
    assert.deepEqual(got.total, sumOf(within));
    const months: [string, string, string][] = [
      ['2026-02-10', '2026-02-28', '2026-02'],
      ['2026-03-01', '2026-03-31', '2026-03'],
      ['2026-04-01', '2026-04-30', '2026-04'],
      ['2026-05-01', '2026-05-15', '2026-05'],
    ];
    assert.deepEqual(
      got.periods,
      months.map(([first, last, month]) => ({
        startDate: first,
        endDate: last,
        ...sumOf(within.filter(({ day }) => day.startsWith(month))),
      })),
    );
    assert.deepEqual(
      { ...got, total: null, periods: null },
      { startDate, endDate, timeZone: 'UTC', granularity: 'MONTH', total: null, periods: null },
    );
  });

  it('leaves out months without usage and is empty for a new workspace', async () => {
    const home = await makeLicensedWorkspace(server, db);
    await enter(home, { day: '2026-01-15', pages: 1, bytes: 1 });
    await enter(home, { day: '2026-06-15', pages: 1, bytes: 1 });
    const got = await report(home, { startDate: '2026-01-01', endDate: '2026-12-31' });
    assert.deepEqual(
      got.periods.map(({ startDate }) => startDate),
      ['2026-01-01', '2026-06-01'],
    );
    const empty = await report(await makeLicensedWorkspace(server, db));
    assert.deepEqual([empty.periods, empty.total], [[], { files: 0, pages: 0, bytes: 0 }]);
  });

  it('counts days in the time zone of the workspace and ends today there', async () => {
    for (const timeZone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Europe/Zurich']) {
      const home = await makeLicensedWorkspace(server, db, { timeZone });
      const dayThere = (): string => new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date());
      const before = dayThere();
      await inJob(home.job, (tx) =>
        recordUsage(tx, { fileId: newId(), version: 1, dossierId: newId(), userId: home.userId, pages: 4, bytes: 9 }),
      );
      const got = await report(home);
      assert([before, dayThere()].includes(got.endDate));
      assert.deepEqual([got.timeZone, got.total], [timeZone, { files: 1, pages: 4, bytes: 9 }]);
      const first = new Date(`${got.endDate.slice(0, 7)}-01T00:00:00Z`);
      first.setUTCMonth(first.getUTCMonth() - 11);
      assert.equal(got.startDate, first.toISOString().slice(0, 10));
    }
  });

  it('refuses days that are none and ranges in the wrong order or too long, naming the parameter', async () => {
    const home = await makeLicensedWorkspace(server, db);
    const bad: UsageRange[] = [
      { startDate: '2026-02-30' },
      { endDate: '2026-13-01' },
      { startDate: '0000-01-01' },
      { startDate: "2026-01-01'" },
      { startDate: '2026-03-02', endDate: '2026-03-01' },
      { startDate: '2016-03-01', endDate: '2026-03-02' },
      { startDate: '2999-01-01' },
    ];
    for (const range of bad) {
      await assert.rejects(getLicenseUsage(home.reader, range), (error: { code: string; errors: { pointer: string }[] }) => {
        assert.equal(error.code, 'invalid-request');
        assert(['startDate', 'endDate'].includes(error.errors[0]?.pointer ?? ''));
        return true;
      });
    }
    await report(home, { startDate: '2016-03-01', endDate: '2026-03-01' });
    await report(home, { startDate: '2024-02-29', endDate: '2024-02-29' });
  });

  it('agrees with the license', async () => {
    const home = await makeLicensedWorkspace(server, db, { capacityPages: 10 });
    await inJob(home.job, (tx) =>
      recordUsage(tx, { fileId: newId(), version: 1, dossierId: newId(), userId: home.userId, pages: 4, bytes: 9 }),
    );
    const { body, etag } = await getLicense(home.reader);
    const license = JSON.parse(body) as Record<string, unknown>;
    assert.deepEqual([license['capacityPages'], license['pagesUsed'], license['pagesRemaining'], license['validUntil']], [10, 4, 6, null]);
    assert.match(String(license['validFrom']), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    assert.match(etag, /^"1\.[\w-]{16}"$/);
    const unlimited = await makeLicensedWorkspace(server, db, { capacityPages: null });
    const other = JSON.parse((await getLicense(unlimited.reader)).body) as Record<string, unknown>;
    assert.deepEqual([other['capacityPages'], other['pagesRemaining']], [null, null]);
    await home.owner('update app.licenses set capacity_pages = 2 where workspace_id = $1');
    assert.equal((JSON.parse((await getLicense(home.reader)).body) as Record<string, unknown>)['pagesRemaining'], 0);
  });
});
