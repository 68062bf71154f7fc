import { Problem } from '../../core/errors.ts';
import type { Tx } from '../db/database.ts';
import { type Door, through } from './door.ts';
import { IntentGone, insertIntent, nameUpload, settleIntents } from './intents.ts';
import { Lease } from './lease.ts';
import type { ObjectFacts } from './objects.ts';
import { discardObject, type WrittenObject } from './sweep.ts';

interface StoreOptions {
  readonly contentType?: string;
}

/** Writes one object of a batch; its intent is committed before the first byte. */
export type StoreOne = (key: string, source: AsyncIterable<Uint8Array>, options?: StoreOptions) => Promise<ObjectFacts>;

/** What a writer holds beside its intents: kept alive with them, let go when the writing fails. */
interface Held {
  renew(tx: Tx): Promise<void>;
  release(): Promise<void>;
}

/**
 * Writes objects and makes them count together.
 *
 * `write` streams any number of objects through the `store` it is given, one after the other; what it returns goes to `finish`, the one
 * final transaction, in which the rows that name the objects are written and the intents settled. When anything fails nothing is left:
 * no row, no object, no open upload, no intent (what cannot be removed at once is left to the sweeper). Rethrows the first error;
 * Problem `unavailable` when the lease was lost. `held` is renewed while bytes flow and released when anything fails.
 */
export async function storeObjects<C, T>(
  door: Door,
  write: (store: StoreOne) => Promise<C>,
  finish: (tx: Tx, collected: C) => Promise<T>,
  held?: Held,
): Promise<T> {
  const written: WrittenObject[] = [];
  const lease = new Lease(door);
  if (held) lease.hold((tx) => held.renew(tx));
  let committing = false;
  try {
    const collected = await write((key, source, options) => storeOne(door, lease, written, key, source, options));
    await lease.end();
    return await through(door, async (tx) => {
      await settleIntents(tx, lease.ids);
      const result = await finish(tx, collected);
      committing = true;
      return result;
    });
  } catch (error) {
    await lease.end();
    await held?.release().catch((err: unknown) => door.log.warn({ err }, 'what a failed write has held is left to its lease'));
    await giveUp(door, written, committing);
    throw error instanceof IntentGone ? leaseLost(error) : error;
  }
}

/** `storeObjects` for one object. */
export const storeObject = <T>(
  door: Door,
  key: string,
  source: AsyncIterable<Uint8Array>,
  finish: (tx: Tx, facts: ObjectFacts) => Promise<T>,
  options?: StoreOptions,
): Promise<T> => storeObjects(door, (store) => store(key, source, options), finish);

async function storeOne(
  door: Door,
  lease: Lease,
  written: WrittenObject[],
  key: string,
  source: AsyncIterable<Uint8Array>,
  options: StoreOptions = {},
): Promise<ObjectFacts> {
  const { signal } = lease;
  signal.throwIfAborted();
  const id = await through(door, (tx) => insertIntent(tx, key));
  lease.add(id);
  const object: WrittenObject = { workspaceId: door.workspaceId, id, key, uploadId: null, unanswered: false };
  written.push(object);
  const onUploadId = (uploadId: string): Promise<void> => {
    object.uploadId = uploadId;
    return through(door, (tx) => nameUpload(tx, id, uploadId));
  };
  try {
    return await door.platform.objects.write(key, source, { ...options, signal, onUploadId });
  } catch (error) {
    object.unanswered = error instanceof Problem && error.code === 'unavailable';
    throw error;
  }
}

/**
 * Stops at the first failure: the caller waits for this, and a store that is away fails slowly. What is left keeps its intent, and the
 * sweeper takes it away. The last object first: it is the one that may still be under way.
 */
async function giveUp({ platform, log }: Door, written: readonly WrittenObject[], committing: boolean): Promise<void> {
  try {
    for (const object of written.toReversed()) await discardObject(platform.db, platform.objects, object, committing);
  } catch (error) {
    log.warn({ err: error }, 'objects of a failed write are left to the sweeper');
  }
}

const leaseLost = (cause: IntentGone): Problem =>
  new Problem('unavailable', {
    detail: 'Storing took a pause that was too long and was given up. Send it again.',
    headers: { 'Retry-After': '1' },
    cause,
  });
