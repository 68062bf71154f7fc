import { after } from 'node:test';
import { newId } from '../../../src/core/ids.ts';
import type { JobContext, WorkspaceContext } from '../../../src/platform/context.ts';
import type { Database } from '../../../src/platform/db/database.ts';
import type { ObjectStore } from '../../../src/platform/storage/objects.ts';
import { createDatabase, type TestDatabase } from '../../support/database.ts';
import { openTestStore } from '../../support/object-store.ts';
import { contextOf, jobContextOf, type Member, makeWorkspace } from '../db/support.ts';

export interface Intent {
  readonly object_key: string;
  readonly state: string;
  readonly upload_id: string | null;
}

/** A database and the bucket of the run, with a workspace and the two doors into it. */
export interface Bench {
  readonly database: TestDatabase;
  readonly db: Database;
  readonly objects: ObjectStore;
  readonly member: Member;
  /** A caller's door. */
  caller(signal?: AbortSignal): WorkspaceContext;
  /** A job's door. */
  job(): JobContext;
  /** A key of this workspace that was never used. */
  key(): string;
  intents(): Promise<Intent[]>;
  /** Lets every lease of this workspace run out. */
  expire(): Promise<void>;
}

/** Opens a bench that closes itself after the file's tests. */
export async function openBench(): Promise<Bench> {
  const database = await createDatabase();
  const db = await database.open();
  const objects = openTestStore();
  after(async () => {
    objects.close();
    await database.drop();
  });
  const member = await makeWorkspace(database);
  const withObjects = <C extends WorkspaceContext | JobContext>(ctx: C): C => ({ ...ctx, platform: { ...ctx.platform, objects } });
  const query = (text: string): Promise<Intent[]> => database.query<Intent>('tabularium_owner', text, [member.workspaceId]);
  return {
    database,
    db,
    objects,
    member,
    caller: (signal) => withObjects(contextOf(db, member, signal === undefined ? {} : { signal })),
    job: () => withObjects(jobContextOf(db, member.workspaceId)),
    key: () => `${member.workspaceId}/${newId()}/original`,
    intents: () => query('select object_key, state, upload_id from app.object_intents where workspace_id = $1 order by date_added'),
    expire: async () => {
      await query(`update app.object_intents set lease_until = now() - interval '1 second' where workspace_id = $1`);
    },
  };
}
