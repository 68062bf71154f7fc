import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { systemClock } from '../../../src/core/clock.ts';
import { newId } from '../../../src/core/ids.ts';
import { analyzeFileJob } from '../../../src/features/extraction/contracts.ts';
import { fileStored } from '../../../src/features/files/contracts.ts';
import { beginUpload } from '../../../src/features/uploads/begin-upload.ts';
import { uploadsContracts } from '../../../src/features/uploads/contracts.ts';
import { METADATA_POINTERS } from '../../../src/features/uploads/parse-upload-metadata.ts';
import { writeUpload } from '../../../src/features/uploads/write-upload.ts';
import type { WorkspaceContext } from '../../../src/platform/context.ts';
import { inWorkspace } from '../../../src/platform/db/doors.ts';
import { migrateQueue } from '../../../src/platform/queue/migrate-queue.ts';
import { chunks } from '../../support/object-store.ts';
import { openFilesBench } from '../files/bench.ts';

const MIB = 1024 * 1024;
/** Longer than the claim of a writer goes without being renewed. */
const SLOW_MS = 6_000;

const bench = await openFilesBench();
await migrateQueue(bench.database.url('tabularium_owner'), [analyzeFileJob, ...uploadsContracts.jobs], [fileStored]);
test('the last request names the file however long the store takes to make one object of the parts', async () => {
  const plain = bench.uploader({ maxBytes: 100 * MIB, maxFiles: 1 });
  const { parts } = bench.objects;
  const complete: typeof parts.complete = async (...given) => {
    // as it does with large ones
    await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
    return parts.complete(...given);
  };
  const { platform } = plain;
  const settings = { ...platform.settings, uploadExpiryHours: 1 };
  const ctx: WorkspaceContext = {
    ...plain,
    platform: { ...platform, clock: systemClock, settings, objects: { ...bench.objects, parts: { ...parts, complete } } },
  };
  const id = newId();
  const wish = {
    target: { dossierId: await bench.newDossier() },
    filename: 'slow.bin',
    title: undefined,
    mediaType: undefined,
    sha256: undefined,
  };
  await inWorkspace(ctx, (tx) => beginUpload(tx, ctx, { ...wish, size: 8 * MIB }, { id, kind: 'TUS', pointers: METADATA_POINTERS }));
  const written = await writeUpload(ctx, id, 0, chunks(8, MIB));
  assert.equal(written.offset, 8 * MIB);
  assert.ok(written.fileId, 'it is a file');
});
