import type { AccountContext, JobContext, WorkspaceContext } from '../context.ts';
import { asTx, beginBy, type WorkspaceTx } from './begin.ts';
import { withClient } from './check-out.ts';
import type { Statement, TextRow, Tx } from './database.ts';
import { admit, admitJob, admitOwn, checkBinding } from './entry.ts';
import { retrying } from './failures.ts';
import { queryInScope, type Scope } from './scoped-query.ts';
import { ENTER_FOR_JOB, ENTER_WORKSPACE, readScope } from './scopes.ts';
import { timed } from './timed.ts';
import { refuseNested, transact } from './transaction.ts';

export { asSystem } from './as-system.ts';

type Values = readonly unknown[];
/** Throws when what was entered does not let the caller in. */
type Check<E> = (entered: string | null) => E;

/**
 * One read in the workspace: entering it and the statement travel in one round trip, as one read-only transaction.
 * Throws `workspace-forbidden`, `role-too-low`, `unavailable`, and the statement's own failure.
 */
export async function read(ctx: WorkspaceContext, statement: Statement, values: Values = []): Promise<TextRow[]> {
  checkBinding(ctx);
  const entrance = readScope('readWorkspace', statement, ctx.principal.userId, ctx.workspaceId);
  return readBehind(ctx, entrance, (entered) => admit(ctx, entered), statement, values);
}

/** The same for a job. Throws `workspace-forbidden` unless the workspace is ACTIVE. */
export const readInJob = (ctx: JobContext, statement: Statement, values: Values = []): Promise<TextRow[]> =>
  readBehind(ctx, readScope('readForJob', statement, ctx.workspaceId), admitJob, statement, values);

/** The caller's own user, memberships and workspaces; no workspace is entered. Throws `unauthenticated` for a disabled user. */
export const readOwn = (ctx: AccountContext, statement: Statement, values: Values = []): Promise<TextRow[]> =>
  readBehind(ctx, readScope('readOwn', statement, ctx.principal.userId), admitOwn, statement, values);

/**
 * One write transaction in the workspace, opened by a verb and by nothing else: a door inside it throws.
 * Whatever `verb` throws rolls everything back. With `retry` it runs up to three times when the database made it the victim
 * of a conflict: only for a verb without effects outside the transaction. Throws as `read`.
 */
export async function inWorkspace<T>(
  ctx: WorkspaceContext,
  verb: (tx: WorkspaceTx) => Promise<T>,
  options: { readonly retry?: boolean } = {},
): Promise<T> {
  refuseNested('inWorkspace');
  checkBinding(ctx);
  const begin = beginBy(ENTER_WORKSPACE, [ctx.principal.userId, ctx.workspaceId], ([role]) => admit(ctx, role ?? null));
  const attempt = (): Promise<T> =>
    transact(ctx.platform.db.app, ctx.signal, begin, (queries, role) => verb({ ...asTx(queries, ctx), role }));
  return timed(ctx.waited, () => (options.retry === true ? retrying(attempt) : attempt()));
}

/** The same for a job. Throws `workspace-forbidden` unless the workspace is ACTIVE. */
export async function inJob<T>(ctx: JobContext, verb: (tx: Tx) => Promise<T>): Promise<T> {
  refuseNested('inJob');
  const begin = beginBy(ENTER_FOR_JOB, [ctx.workspaceId], ([state]) => admitJob(state ?? null));
  return transact(ctx.platform.db.app, ctx.signal, begin, (queries) => verb(asTx(queries, ctx)));
}

type Caller = WorkspaceContext | AccountContext | JobContext;

async function readBehind(ctx: Caller, entrance: Scope, check: Check<unknown>, statement: Statement, values: Values): Promise<TextRow[]> {
  refuseNested('a read');
  const reading = (): Promise<TextRow[]> =>
    withClient(ctx.platform.db.app, ctx.signal, async (client) => {
      const { scope: entered, rows, error } = await queryInScope(client, entrance, statement, values);
      // who was not let in learns nothing of the statement, not even that it failed
      if (entered !== undefined) check(entered);
      if (error !== null) throw error;
      return [...rows];
    });
  return 'waited' in ctx ? timed(ctx.waited, reading) : reading();
}
