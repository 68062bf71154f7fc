import { strict as assert } from 'node:assert';
import { after, test } from 'node:test';
import { makeWorkspace } from '../../platform/db/support.ts';
import { createDatabase } from '../../support/database.ts';

const database = await createDatabase();
after(() => database.drop());

test('the objects of an upload that is under way are named by it, those of an ended one are not', async () => {
  const { workspaceId, userId } = await makeWorkspace(database);
  const keys = ['final', 'staging', 'tail', 'stray'];
  const unnamed = async (): Promise<string[]> => {
    const rows = await database.query<{ key: string }>('tabularium_system', 'select key from app.unnamed_objects($1, $2) as key', [
      workspaceId,
      keys,
    ]);
    return rows.map(({ key }) => key);
  };
  assert.deepEqual(await unnamed(), keys);
  await database.query(
    'tabularium_owner',
    `insert into app.uploads (workspace_id, id, kind, dossier_id, file_id, filename, size, object_key, staging_key, tail_key, expires_at, created_by)
     values ($1, uuidv7(), 'TUS', uuidv7(), uuidv7(), 'f', 1, 'final', 'staging', 'tail', now(), $2)`,
    [workspaceId, userId],
  );
  assert.deepEqual(await unnamed(), ['stray']);
  await database.query('tabularium_owner', `update app.uploads set status = 'CANCELLED'`);
  assert.deepEqual(await unnamed(), keys);
});
