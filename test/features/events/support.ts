import { Registry } from 'prom-client';
import { newId } from '../../../src/core/ids.ts';
import { recordEvent } from '../../../src/features/events/index.ts';
import type { Platform, WorkspaceContext } from '../../../src/platform/context.ts';
import type { Database, Tx } from '../../../src/platform/db/database.ts';
import { inWorkspace } from '../../../src/platform/db/doors.ts';
import { openStreams } from '../../../src/platform/streams/open.ts';
import { contextOf, type Member, makeWorkspace } from '../../platform/db/support.ts';
import { LogLines } from '../../platform/queue/support.ts';
import { createDatabase, type TestDatabase } from '../../support/database.ts';

interface BenchOptions {
  readonly most?: number;
  readonly mostOfWorkspace?: number;
}

interface CallOptions {
  /** Seconds since the epoch. */
  readonly expiresAt?: number;
  /** Aborts when the caller leaves. */
  readonly gone?: AbortSignal;
}

/** What the event streams of one process share, on a database of their own. */
export interface Bench {
  readonly database: TestDatabase;
  readonly log: LogLines;
  readonly draining: AbortController;
  workspace(): Promise<Member>;
  call(member: Member, options?: CallOptions): WorkspaceContext;
  /** One transaction with one event of this dossier; `work` goes on in it after the event. */
  record(member: Member, dossierId?: string, work?: (tx: Tx) => Promise<unknown>): Promise<void>;
  close(): Promise<void>;
}

/** With a `database` it is another process on that one. */
export async function openBench({ most = 100, mostOfWorkspace = 50 }: BenchOptions = {}, shared?: TestDatabase): Promise<Bench> {
  const database = shared ?? (await createDatabase());
  const db: Database = await database.open(16);
  const log = new LogLines();
  const draining = new AbortController();
  const databaseUrl = database.url('tabularium_app');
  const streams = openStreams({ databaseUrl, most, mostOfWorkspace, draining: draining.signal, registry: new Registry(), log });
  const call: Bench['call'] = (member, { expiresAt = 4e9, gone = new AbortController().signal } = {}) => {
    const ctx = contextOf(db, member, { signal: gone });
    const settings = { ...ctx.platform.settings, eventRetentionHours: 168 };
    const platform: Platform = { ...ctx.platform, settings, streams, clock: { now: () => new Date() } };
    return { ...ctx, platform, log, principal: { ...ctx.principal, expiresAt } };
  };
  return {
    database,
    log,
    draining,
    workspace: () => makeWorkspace(database),
    call,
    record: (member, dossierId = newId(), work = async () => undefined) =>
      inWorkspace(call(member), async (tx) => {
        await recordEvent(tx, { type: 'dossier.created', dossierId, status: 'ACTIVE' });
        await work(tx);
      }),
    close: async () => {
      draining.abort();
      await streams.close();
      if (!shared) await database.drop();
    },
  };
}
