import { newId } from '../../../src/core/ids.ts';
import { originOf } from '../../../src/core/origin.ts';
import type { JobContext, Platform, WorkspaceContext } from '../../../src/platform/context.ts';
import type { Database } from '../../../src/platform/db/database.ts';
import type { TestDatabase } from '../../support/database.ts';

interface Figures {
  readonly pagesUsed: number;
  readonly files: number;
  readonly pages: number;
  readonly bytes: number;
}

/** A workspace with a license in a database of its own, entered by the real doors. */
export interface LicensedWorkspace {
  readonly id: string;
  /** Its only member. */
  readonly userId: string;
  readonly job: JobContext;
  readonly reader: WorkspaceContext;
  /** One statement as the owning role; $1 is the workspace. */
  owner(text: string, values?: readonly unknown[]): Promise<unknown>;
  /** The license's own count, and the sum of the ledger taken by another role. */
  figures(): Promise<Figures>;
}

const quiet = { debug() {}, info() {}, warn() {}, error() {} };

export async function makeLicensedWorkspace(
  server: TestDatabase,
  db: Database,
  options: { readonly capacityPages?: number | null; readonly timeZone?: string } = {},
): Promise<LicensedWorkspace> {
  const [id, userId] = [newId(), newId()];
  const run = <Row extends object>(text: string, values: readonly unknown[]) => server.query<Row>('tabularium_owner', text, values);
  await run('insert into app.workspaces (id, name, time_zone) values ($1, $2, $3)', [id, 'Licensed', options.timeZone ?? 'UTC']);
  await run('insert into app.users (id, issuer, subject) values ($1, $2, $3)', [userId, 'test', userId]);
  await run("insert into app.memberships (workspace_id, user_id, role) values ($1, $2, 'AUDITOR')", [id, userId]);
  await run('insert into app.licenses (workspace_id, capacity_pages) values ($1, $2)', [id, options.capacityPages ?? null]);
  const platform = { db } as Platform; // the doors need no more of it
  const common = { platform, workspaceId: id, signal: new AbortController().signal, log: quiet };
  const principal = { userId, clientId: 'test', scopes: new Set<string>(), sessionId: null, tenantId: null, expiresAt: 4e9 };
  const origin = originOf('test', undefined, undefined);
  const call = {
    requestId: 'test',
    origin,
    waited: { database: 0 },
    operationId: 'getLicenseUsage',
    url: new URL('http://test/'),
    address: '192.0.2.1',
  };
  return {
    id,
    userId,
    job: { ...common, jobId: newId() },
    reader: { ...common, ...call, principal, roles: ['AUDITOR'] },
    owner: (text, values = []) => run(text, [id, ...values]),
    figures: async () => {
      const [row] = await run<Figures>(
        `select (select pages_used::integer from app.licenses where workspace_id = $1) as "pagesUsed", count(*)::integer as files,
           coalesce(sum(pages), 0)::integer as pages, coalesce(sum(bytes), 0)::integer as bytes
         from app.usage_ledger where workspace_id = $1`,
        [id],
      );
      if (row === undefined) throw new Error('no figures');
      return row;
    },
  };
}
