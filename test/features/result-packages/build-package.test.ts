import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { deleteResultPackage } from '../../../src/features/result-packages/delete-result-package.ts';
import { getContent } from '../../../src/features/result-packages/get-content.ts';
import { getResultPackage } from '../../../src/features/result-packages/get-result-package.ts';
import { crc32c } from '../../../src/platform/storage/crc32c.ts';
import type { ObjectStore } from '../../../src/platform/storage/objects.ts';
import { sweepObjects } from '../../../src/platform/storage/sweep.ts';
import { NOTHING, openBench } from './bench.ts';
import { readZip } from './zip.ts';

const bench = await openBench();

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const large = Buffer.alloc(9_000_000, sha256(Buffer.from('large')));

/** The store, with `before` called ahead of each read. */
const watched = (before: (key: string) => Promise<void>): ObjectStore => {
  const { objects } = bench.platform;
  return Object.assign(Object.create(objects) as ObjectStore, {
    read: async (...args: Parameters<ObjectStore['read']>) => {
      await before(args[0]);
      return objects.read(...args);
    },
  });
};

async function keyOf(fileId: string): Promise<string> {
  const [row] = await bench.database.query<{ object_key: string }>(
    'tabularium_owner',
    'select object_key from app.file_versions where file_id = $1',
    [fileId],
  );
  return row?.object_key ?? '';
}

test('a dossier becomes a zip of its files and a manifest that tells the truth', async () => {
  const room = await bench.workspace();
  const dossier = await room.dossier('Invoices');
  const contents: Record<string, Buffer> = {
    'a größe.txt': Buffer.from('first'),
    'Invoice.pdf': Buffer.from('second'),
    'invoice.PDF': Buffer.from('third'),
    'scan.tiff': large,
  };
  const ids: Record<string, string> = {};
  for (const [name, bytes] of Object.entries(contents)) ids[name] = await room.file(dossier, name, bytes);
  const id = await room.ask({ dossierIds: [dossier] });
  const queued = await room.look(id);
  const bytesTotal = Object.values(contents).reduce((sum, { length }) => sum + length, 0);
  assert.equal(queued.status, 'QUEUED');
  assert.deepEqual(queued.progress, { filesDone: 0, filesTotal: 4, bytesDone: 0, bytesTotal });

  await room.build(id);

  const ready = await room.look(id);
  const zip = await room.download(id);
  assert.equal(ready.status, 'READY');
  assert.deepEqual(ready.progress, { filesDone: 4, filesTotal: 4, bytesDone: bytesTotal, bytesTotal });
  assert.deepEqual([ready.size, ready.sha256, ready.crc32c], [zip.length, sha256(zip), crc32c(zip)]);
  assert.equal(Date.parse(ready.expiresAt ?? '') > Date.parse(ready.dateReady ?? ''), true);

  const entries = await readZip(zip);
  const expected = {
    'original/Invoice.pdf': 'Invoice.pdf',
    'original/a größe.txt': 'a größe.txt',
    'original/invoice (2).PDF': 'invoice.PDF',
    'original/scan.tiff': 'scan.tiff',
  };
  assert.deepEqual([...entries.keys()], [...Object.keys(expected), 'manifest.json']);
  for (const [name, source] of Object.entries(expected)) assert.ok(entries.get(name)?.equals(contents[source] ?? Buffer.of()), name);
  const manifest = JSON.parse(String(entries.get('manifest.json'))) as unknown;
  assert.deepEqual(manifest, {
    entries: Object.entries(expected).map(([name, source]) => {
      const bytes = contents[source] ?? Buffer.of();
      return { name, size: bytes.length, sha256: sha256(bytes), fileId: ids[source], version: 1 };
    }),
  });
  assert.deepEqual(await room.remains(), { objects: 1, uploads: 0, intents: 0 });
});

test('the same files make the same bytes, and what comes later does not show', async () => {
  const room = await bench.workspace();
  const [one, two] = [await room.dossier('Same'), await room.dossier('same')];
  const a = await room.file(one, 'a.txt', 'a');
  await room.file(two, 'a.txt', large);
  const asked = { dossierIds: [one, two] };
  const [first, second] = [await room.ask(asked), await room.ask({ ...asked, fileIds: [a] })];
  await room.file(one, 'later.txt', 'later');
  for (const id of [first, second]) await room.build(id);
  const zip = await room.download(first);
  assert.deepEqual([...(await readZip(zip)).keys()], ['original/Same/a.txt', 'original/same (2)/a.txt', 'manifest.json']);
  assert.equal(sha256(await room.download(second)), sha256(zip));
});

test('deleted while it is being made: the job ends quietly and leaves nothing', async () => {
  const room = await bench.workspace();
  const dossier = await room.dossier('Gone');
  await room.file(dossier, 'a.bin', large);
  await room.file(dossier, 'b.bin', large);
  const id = await room.ask({ dossierIds: [dossier] });
  let reads = 0;
  const objects = watched(async () => {
    reads += 1;
    if (reads === 2) await deleteResultPackage(room.caller, id);
  });
  await room.build(id, { objects });
  assert.equal(reads, 2);
  await assert.rejects(getResultPackage(room.caller, id), { code: 'not-found' });
  assert.deepEqual(await room.remains(), NOTHING);
});

test('deleted before its job comes: nothing is made', async () => {
  const room = await bench.workspace();
  const dossier = await room.dossier('Gone');
  await room.file(dossier, 'a.txt', 'a');
  const id = await room.ask({ dossierIds: [dossier] });
  await deleteResultPackage(room.caller, id);
  await room.build(id);
  assert.deepEqual(await room.remains(), NOTHING);
});

for (const [what, damage] of [
  ['other bytes of the same length', (key: string) => overwrite(key, Buffer.from('wrong'))],
  ['too many bytes', (key: string) => overwrite(key, Buffer.from('right and more'))],
  ['no bytes at all', (key: string) => bench.platform.objects.remove(key)],
] as const) {
  test(`a source with ${what} fails the package with a reason`, async () => {
    const room = await bench.workspace();
    const dossier = await room.dossier('Damaged');
    const file = await room.file(dossier, 'a.txt', 'right');
    await damage(await keyOf(file));
    const id = await room.ask({ dossierIds: [dossier] });
    await room.build(id);
    const { status, error } = await room.look(id);
    assert.equal(status, 'FAILED');
    assert.equal(error?.code, 'SOURCE_DAMAGED');
    assert.match(error?.message ?? '', new RegExp(file));
    await assert.rejects(getContent(room.caller, id, {}), { code: 'not-ready', message: /damaged/ });
    assert.deepEqual(await room.remains(), NOTHING);
  });
}

async function overwrite(key: string, bytes: Buffer): Promise<void> {
  async function* source(): AsyncGenerator<Uint8Array> {
    yield bytes;
  }
  await bench.platform.objects.write(key, source(), { signal: new AbortController().signal, onUploadId: async () => {} });
}

test('an attempt that is stopped half way leaves nothing, and the next one starts over', async () => {
  const room = await bench.workspace();
  const dossier = await room.dossier('Twice');
  await room.file(dossier, 'a.bin', large);
  await room.file(dossier, 'b.bin', large);
  const id = await room.ask({ dossierIds: [dossier] });
  const stop = new AbortController();
  let reads = 0;
  const objects = watched(async () => {
    reads += 1;
    if (reads === 2) stop.abort(new Error('the worker stops'));
  });
  await assert.rejects(room.build(id, { objects, signal: stop.signal }), /the worker stops/);
  assert.equal((await room.look(id)).status, 'GENERATING');
  // what the stopped worker could not take away itself is the sweeper's
  await bench.database.query(
    'tabularium_owner',
    `update app.object_intents set lease_until = now() - interval '1 second' where workspace_id = $1`,
    [room.member.workspaceId],
  );
  await sweepObjects(bench.platform.db, bench.platform.objects);
  assert.deepEqual(await room.remains(), NOTHING);

  await room.build(id);
  assert.equal((await room.look(id)).status, 'READY');
  assert.equal((await readZip(await room.download(id))).size, 3);
});
