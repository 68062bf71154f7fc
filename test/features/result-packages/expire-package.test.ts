import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { expirePackage } from '../../../src/features/result-packages/expire-package.ts';
import { getContent } from '../../../src/features/result-packages/get-content.ts';
import { sweepObjects } from '../../../src/platform/storage/sweep.ts';
import { loose, NOTHING, openBench } from './bench.ts';

const bench = await openBench();

test('a package expires: its bytes go, its row stays', async () => {
  const room = await bench.workspace();
  const dossier = await room.dossier('Old');
  await room.file(dossier, 'a.txt', 'a');
  const id = await room.ask({ dossierIds: [dossier] });
  await room.build(id);
  const expire = (): Promise<void> => expirePackage(room.job(), { packageId: id }, loose);
  await expire();
  assert.equal((await room.look(id)).status, 'READY', 'not before its time');

  await bench.database.query('tabularium_owner', `update app.result_packages set expires_at = now() - interval '1 second' where id = $1`, [
    id,
  ]);
  await assert.rejects(getContent(room.caller, id, {}), { code: 'gone' });
  await expire();
  await expire();
  assert.equal((await room.look(id)).status, 'EXPIRED');
  await assert.rejects(getContent(room.caller, id, {}), { code: 'gone' });
  await sweepObjects(bench.platform.db, bench.platform.objects);
  assert.deepEqual(await room.remains(), NOTHING);
});
