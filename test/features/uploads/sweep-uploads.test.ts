import { strict as assert } from 'node:assert';
import { after, test } from 'node:test';
import { newId } from '../../../src/core/ids.ts';
import { expiredUploads } from '../../../src/features/uploads/sweep-uploads.ts';
import type { SweepContext } from '../../../src/platform/sweeps/sweep.ts';
import { makeWorkspace } from '../../platform/db/support.ts';
import { createDatabase } from '../../support/database.ts';

const database = await createDatabase();
const db = await database.open();
after(() => database.drop());
const sweep = () => expiredUploads.step({ platform: { db } } as SweepContext, ''); // it asks for nothing else

interface Given {
  readonly kind: 'TUS' | 'PRESIGNED';
  readonly status?: string;
  readonly expires?: string;
  readonly lease?: string;
  readonly ended?: string;
}

async function upload({ kind, status = 'OPEN', expires = '-1 hour', lease, ended = '0' }: Given): Promise<string> {
  const { workspaceId, userId } = await makeWorkspace(database);
  const id = newId();
  await database.query(
    'tabularium_owner',
    `insert into app.uploads (workspace_id, id, kind, status, dossier_id, file_id, version, filename, size, object_key, staging_key, tail_key,
       store_upload_id, expires_at, lease_until, date_modified, date_verified, created_by)
     values ($1, $2, $3, $4, uuidv7(), uuidv7(), case when $4 = 'COMPLETED' then 1 end, 'f', 10, 'final', $5, $6, 's3', now() + $7::interval,
       now() + $8::interval, now() + $9::interval, case when $4 = 'COMPLETED' and $9 <> '-9 days' then now() end, $10)`,
    [workspaceId, id, kind, status, ...(kind === 'TUS' ? [null, 'tail'] : ['staging', null]), expires, lease ?? null, ended, userId],
  );
  await database.query(
    'tabularium_owner',
    `insert into app.upload_parts (workspace_id, upload_id, number, size, crc32c) values ($1, $2, 1, 10, 0)`,
    [workspaceId, id],
  );
  return id;
}

const statusOf = async (id: string): Promise<string | undefined> =>
  (await database.query<{ status: string }>('tabularium_owner', 'select status from app.uploads where id = $1', [id]))[0]?.status;

test('an expired upload ends, unless somebody writes; what it may have in the store is condemned under the right keys', async () => {
  const [tus, direct] = [await upload({ kind: 'TUS' }), await upload({ kind: 'PRESIGNED' })];
  const others = [
    await upload({ kind: 'TUS', lease: '10 seconds' }),
    await upload({ kind: 'TUS', expires: '1 hour' }),
    await upload({ kind: 'TUS', status: 'COMPLETING' }),
  ];
  assert.deepEqual(await sweep(), { place: '', swept: { upload: 2 } });
  assert.deepEqual([await statusOf(tus), await statusOf(direct)], ['EXPIRED', 'EXPIRED']);
  for (const id of others) assert.notEqual(await statusOf(id), 'EXPIRED');
  const condemned = await database.query(
    'tabularium_owner',
    `select object_key, upload_id, state, lease_until > now() as later from app.object_intents order by object_key, upload_id`,
  );
  assert.deepEqual(
    condemned.map((row) => Object.values(row)),
    [
      ['final', 's3', 'SWEEPING', true],
      ['final', null, 'SWEEPING', true],
      ['staging', 's3', 'SWEEPING', true],
      ['tail', null, 'SWEEPING', true],
    ],
  );
  assert.deepEqual(await sweep(), { place: '', swept: { upload: 0 } });
});

test('the record of an upload is kept for a week after its end, and that of an unverified one until it is verified', async () => {
  const old = await upload({ kind: 'TUS', status: 'CANCELLED', ended: '-8 days' });
  const done = await upload({ kind: 'TUS', status: 'COMPLETED', ended: '-8 days' });
  const fresh = await upload({ kind: 'TUS', status: 'FAILED', ended: '-6 days' });
  const unverified = await upload({ kind: 'TUS', status: 'COMPLETED', ended: '-9 days' });
  await sweep();
  assert.deepEqual(
    [await statusOf(old), await statusOf(done), await statusOf(fresh), await statusOf(unverified)],
    [undefined, undefined, 'FAILED', 'COMPLETED'],
  );
  const parts = await database.query('tabularium_owner', 'select from app.upload_parts where upload_id = any($1)', [[old, done]]);
  assert.equal(parts.length, 0);
});
