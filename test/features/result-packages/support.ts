import { strict as assert } from 'node:assert';
import { openDatabase } from '../../../src/platform/db/open.ts';
import { sweepObjects } from '../../../src/platform/storage/sweep.ts';
import type { Client } from '../../support/client.ts';
import { setting } from '../../support/environment.ts';
import { contentsOf, openTestStore } from '../../support/object-store.ts';
import type { ResultPackage } from '../../support/shapes.ts';
import { waitFor } from '../../support/wait-for.ts';
import { newDossier, textFile, uploadOne } from '../files/support.ts';

/** A dossier with one file for each name; its bytes are its name. */
export async function filledDossier(owner: Client, ...names: string[]): Promise<{ dossierId: string; fileIds: string[] }> {
  const dossierId = await newDossier(owner);
  const fileIds: string[] = [];
  for (const name of names) fileIds.push((await uploadOne(owner, dossierId, textFile(name, name))).id);
  return { dossierId, fileIds };
}

/** Asks for a package and waits until it is READY. */
export async function readyPackage(owner: Client, path: string, json: object = {}): Promise<ResultPackage> {
  const { body } = await owner.post<ResultPackage>(path, { json, expect: 202 });
  return untilReady(owner, body.id);
}

export async function untilReady(owner: Client, id: string): Promise<ResultPackage> {
  const settled = await waitFor('the package is ready', async () => {
    const { body } = await owner.get<ResultPackage>(`/result-packages/${id}`, { expect: 200 });
    return body.status !== 'QUEUED' && body.status !== 'GENERATING' && body;
  });
  assert.equal(settled.status, 'READY', JSON.stringify(settled.error));
  return settled;
}

/** Waits until a workspace has so many packages in the store, and no open upload; sweeps meanwhile, as the worker does now and then. */
export async function untilStored(workspaceId: string, packages: number): Promise<void> {
  const [appUrl, systemUrl] = [setting('DATABASE_URL'), setting('DATABASE_SYSTEM_URL')];
  const db = await openDatabase({ appUrl, systemUrl, poolSize: 1, applicationName: 'tabularium-test' });
  const store = openTestStore();
  try {
    await waitFor(`${packages} packages in the store`, async () => {
      await sweepObjects(db, store);
      const { objects, uploads } = await contentsOf(store, `${workspaceId}/result-packages/`);
      return objects.length === packages && uploads.length === 0;
    });
  } finally {
    store.close();
    await db.close();
  }
}
