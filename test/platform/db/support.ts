import type { Role } from '../../../src/core/context.ts';
import { newId } from '../../../src/core/ids.ts';
import type { Log } from '../../../src/core/log.ts';
import { originOf } from '../../../src/core/origin.ts';
import type { JobContext, Platform, WorkspaceContext } from '../../../src/platform/context.ts';
import type { Database } from '../../../src/platform/db/database.ts';
import type { TestDatabase } from '../../support/database.ts';

const ALL_ROLES: readonly Role[] = ['OWNER', 'MANAGER', 'MEMBER', 'READER', 'AUDITOR'];
const silent = (): void => undefined;
const log: Log = { debug: silent, info: silent, warn: silent, error: silent };

export interface Member {
  readonly workspaceId: string;
  readonly userId: string;
  readonly templateId: string;
}

/** A workspace with a default template and one member. */
export async function makeWorkspace(database: TestDatabase, role: Role = 'OWNER'): Promise<Member> {
  const member = { workspaceId: newId(), userId: await makeUser(database), templateId: newId() };
  const { workspaceId, userId, templateId } = member;
  await database.query('tabularium_owner', `insert into app.workspaces (id, name) values ($1, 'Archive')`, [workspaceId]);
  await addMember(database, workspaceId, userId, role);
  await database.query('tabularium_owner', 'insert into app.licenses (workspace_id) values ($1)', [workspaceId]);
  await database.query(
    'tabularium_owner',
    `insert into app.dossier_templates (workspace_id, id, name, is_default) values ($1, $2, 'Default', true)`,
    [workspaceId, templateId],
  );
  return member;
}

export async function makeUser(database: TestDatabase): Promise<string> {
  const id = newId();
  await database.query(
    'tabularium_owner',
    `insert into app.users (id, issuer, subject, username) values ($1, 'https://issuer.test', $2, 'anna')`,
    [id, id],
  );
  return id;
}

export async function addMember(database: TestDatabase, workspaceId: string, userId: string, role: Role): Promise<void> {
  await database.query('tabularium_owner', 'insert into app.memberships (workspace_id, user_id, role) values ($1, $2, $3)', [
    workspaceId,
    userId,
    role,
  ]);
}

/** Dossiers with files, by one statement each; `files` a dossier. Names repeat, so that sorts have ties. */
export async function fill(
  database: TestDatabase,
  { workspaceId, userId, templateId }: Member,
  dossiers: number,
  files: number,
): Promise<void> {
  await database.query(
    'tabularium_owner',
    `insert into app.dossiers (workspace_id, id, dossier_template_id, name, owner_id, created_by, modified_by, due_date, date_added)
     select $1, uuidv7(), $2, 'Dossier ' || n % 7, $3, $3, $3, case when n % 3 > 0 then now() + n % 5 * interval '1 day' end, now() - n % 11 * interval '1 hour'
     from generate_series(1, $4::int) n`,
    [workspaceId, templateId, userId, dossiers],
  );
  await database.query(
    'tabularium_owner',
    `insert into app.files (workspace_id, id, dossier_id, filename, title, media_type, size, processing_status, created_by, modified_by, date_added, date_modified)
     select d.workspace_id, uuidv7(), d.id, 'file ' || n % 97 || '.pdf', 'file', 'application/pdf', n % 89, case when n % 50 = 0 then 'ERROR' else 'PROCESSED' end,
       $2, $2, now() - n % 1000 * interval '1 minute', now() - n % 1000 * interval '1 minute'
     from app.dossiers d, generate_series(1, $3::int) n where d.workspace_id = $1`,
    [workspaceId, userId, files],
  );
}

export interface ContextOptions {
  readonly roles?: readonly Role[];
  readonly tenantId?: string;
  readonly signal?: AbortSignal;
  readonly url?: string;
}

export const SECRETS: readonly [string, ...string[]] = ['a secret of the tests, long enough', 'an older one'];

/** What the doors need of a call; the other parts of the platform are not theirs to touch. */
export function contextOf(db: Database, member: { workspaceId: string; userId: string }, options: ContextOptions = {}): WorkspaceContext {
  return {
    platform: platformOf(db),
    requestId: newId(),
    origin: originOf(newId(), undefined, undefined),
    waited: { database: 0 },
    operationId: 'test',
    url: new URL(options.url ?? 'https://records.test/api/v1/things'),
    address: '127.0.0.1',
    signal: options.signal ?? new AbortController().signal,
    log,
    principal: {
      userId: member.userId,
      clientId: 'test',
      scopes: new Set(),
      sessionId: null,
      tenantId: options.tenantId ?? null,
      expiresAt: 4e9,
    },
    workspaceId: member.workspaceId,
    roles: options.roles ?? ALL_ROLES,
  };
}

export const jobContextOf = (db: Database, workspaceId: string): JobContext => ({
  platform: platformOf(db),
  workspaceId,
  jobId: newId(),
  signal: new AbortController().signal,
  log,
});

const platformOf = (db: Database): Platform => ({ db, settings: { secrets: SECRETS } }) as unknown as Platform;
