import { crc32 } from 'node:zlib';
import { newId } from '../../core/ids.ts';
import type { WorkspaceContext } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inWorkspace } from '../../platform/db/doors.ts';
import { crc32c } from '../../platform/storage/crc32c.ts';
import { condemnObject, insertIntent, settleIntents } from '../../platform/storage/intents.ts';
import { tailKey } from '../../platform/storage/keys.ts';
import type { ObjectParts } from '../../platform/storage/object-parts.ts';
import type { PartBuffer } from '../../platform/storage/part-buffer.ts';
import { completeUploadJob } from './contracts.ts';
import { ClaimLost, lengthExceeded } from './errors.ts';
import { insertPart, moveOffset, nameStoreUpload, receiveLast } from './queries.ts';
import type { KeptPart, WriteClaim } from './types.ts';

/** When the job looks after an upload whose last writer was to complete it. */
const LOOK_AFTER_MS = 30_000;

/**
 * Writes the bytes of one attempt: whole parts to the store's multipart upload, each with a row before the next is sent, and what is left
 * at the end to a tail of its own, which the next attempt begins with. The offset in the row is always what is kept.
 */
export class UploadWriter {
  readonly #ctx: WorkspaceContext;
  readonly #claim: WriteClaim;
  readonly #parts: ObjectParts;
  #part: PartBuffer;
  #number: number;
  /** In whole parts that have their row. */
  #kept: number;
  #storeUploadId: string | null;
  #tail: WriteClaim['tail'];
  #sending: Promise<void> = Promise.resolve();
  #received: number;

  constructor(ctx: WorkspaceContext, claim: WriteClaim) {
    this.#ctx = ctx;
    this.#claim = claim;
    this.#parts = ctx.platform.objects.parts;
    this.#number = claim.parts + 1;
    this.#kept = claim.offset - (claim.tail?.size ?? 0);
    this.#received = this.#kept;
    this.#storeUploadId = claim.storeUploadId;
    this.#tail = claim.tail;
    this.#part = this.#parts.buffer(this.#number);
  }

  /** Once, before the first `write`. */
  async begin(): Promise<void> {
    if (this.#tail === null) return;
    const bytes = await this.#ctx.platform.objects.read(this.#tail.key, { signal: this.#ctx.signal });
    for await (const chunk of bytes) await this.write(chunk as Buffer);
    if (this.#received !== this.#claim.offset) throw new Error('the tail of an upload is not what its row says');
  }

  async write(chunk: Uint8Array): Promise<void> {
    if (this.#received + chunk.length > this.#claim.size) throw lengthExceeded();
    for (let taken = 0; taken < chunk.length; ) {
      if (this.#part.full) await this.#sendPart();
      await this.#part.reserve(chunk.length - taken, this.#ctx.signal);
      const filled = this.#part.fill(taken === 0 ? chunk : chunk.subarray(taken));
      taken += filled;
      this.#received += filled;
    }
  }

  /** Keeps what is left in hand and gives the claim back. Resolves with the offset, and whether that was all. */
  async end(): Promise<{ readonly offset: number; readonly last: boolean }> {
    await this.#sending;
    const last = this.#received === this.#claim.size;
    if (last) await this.#sendLast();
    else if (this.#received > this.#claim.offset) await this.#keepTail();
    return { offset: this.#received, last };
  }

  /** After a failure: gives the memory back. */
  async drop(): Promise<void> {
    await this.#sending.catch(() => undefined);
    this.#part.drop();
  }

  /** Resolves as soon as the next part can be filled; the one before is in the store by then, with its row. */
  async #sendPart(): Promise<void> {
    await this.#sending;
    const [part, number] = [this.#part, this.#number];
    this.#number += 1;
    this.#part = this.#parts.buffer(this.#number);
    this.#sending = this.#send(part, number, (tx, sent) => this.#record(tx, sent));
    this.#sending.catch(() => undefined); // awaited before anything else is kept
  }

  async #send(part: PartBuffer, number: number, record: (tx: Tx, sent: KeptPart) => Promise<void>): Promise<void> {
    try {
      const { bytes } = part;
      const facts = { number, size: bytes.length, crc32: crc32(bytes), crc32c: crc32c(bytes) };
      const single = number === 1 && bytes.length === this.#claim.size;
      const { etag } = single ? await this.#parts.put(this.#claim.objectKey, bytes) : await this.#sendTo(number, bytes);
      await inWorkspace(this.#ctx, (tx) => record(tx, { ...facts, etag }));
      part.release();
    } catch (error) {
      part.drop();
      throw error;
    }
  }

  async #sendTo(number: number, bytes: Buffer): Promise<{ readonly etag: string }> {
    const key = this.#claim.objectKey;
    this.#storeUploadId ??= await this.#open(key);
    return this.#parts.send({ key, uploadId: this.#storeUploadId }, number, bytes);
  }

  async #open(key: string): Promise<string> {
    const { objects } = this.#ctx.platform;
    const uploadId = await this.#parts.create(key);
    try {
      await inWorkspace(this.#ctx, (tx) => this.#change(tx, nameStoreUpload, [uploadId]));
    } catch (error) {
      await objects.abort(key, uploadId).catch(() => undefined);
      throw error;
    }
    return uploadId;
  }

  /** The row is locked by the first statement: whoever took the claim over waits, or has changed it already. */
  async #record(tx: Tx, sent: KeptPart): Promise<void> {
    const kept = this.#kept + sent.size;
    // the tail is the beginning of the first part that is sent
    await this.#move(tx, kept, null, 0);
    await this.#insert(tx, sent);
    await this.#condemnTail(tx);
    this.#kept = kept;
    this.#tail = null;
  }

  async #sendLast(): Promise<void> {
    await this.#send(this.#part, this.#number, async (tx, sent) => {
      await this.#change(tx, receiveLast, []);
      await this.#insert(tx, sent);
      await this.#condemnTail(tx);
      const payload = { workspaceId: tx.workspaceId, uploadId: this.#claim.id };
      const { queue, clock } = this.#ctx.platform;
      await queue.enqueue(tx, completeUploadJob, payload, newId(), new Date(clock.now().getTime() + LOOK_AFTER_MS));
    });
  }

  async #keepTail(): Promise<void> {
    const { bytes } = this.#part;
    const key = tailKey(this.#ctx.workspaceId, this.#claim.id, this.#claim.attempt);
    const intent = await inWorkspace(this.#ctx, (tx) => insertIntent(tx, key));
    await this.#parts.put(key, bytes);
    await inWorkspace(this.#ctx, async (tx) => {
      await this.#move(tx, this.#received, key, bytes.length);
      await this.#condemnTail(tx);
      await settleIntents(tx, [intent]);
    });
    this.#part.release();
  }

  #move(tx: Tx, offset: number, tail: string | null, tailSize: number): Promise<void> {
    return this.#change(tx, moveOffset, [offset, tail, tailSize, this.#ctx.platform.settings.uploadExpiryHours]);
  }

  async #condemnTail(tx: Tx): Promise<void> {
    if (this.#tail !== null) await condemnObject(tx, this.#tail.key);
  }

  #insert(tx: Tx, { number, size, crc32: first, crc32c: second, etag }: KeptPart): Promise<unknown> {
    return tx.query(insertPart, [tx.workspaceId, this.#claim.id, number, size, first, second, etag]);
  }

  async #change(tx: Tx, statement: { readonly name: string; readonly text: string }, values: readonly unknown[]): Promise<void> {
    const changed = await tx.query(statement, [this.#claim.id, this.#claim.attempt, ...values]);
    if (changed.length === 0) throw new ClaimLost();
  }
}
