import { requireDigest } from '../../core/content-digest.ts';
import type { Idempotency, WorkspaceContext } from '../../platform/context.ts';
import { type Kept, keyReused } from '../../platform/db/claim.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inWorkspace } from '../../platform/db/doors.ts';
import { type StoreOne, storeObjects } from '../../platform/storage/store-object.ts';
import { claimUpload } from '../../platform/storage/upload-claim.ts';
import { tooLarge } from './errors.ts';
import { SentFiles } from './sent-files.ts';
import { byteLimit } from './take-sample.ts';
import type { IncomingFile } from './types.ts';

type Upload = AsyncIterable<IncomingFile>;

/** The three parts of storing an upload: whether it may begin, its bytes, and the transaction that makes them count. */
interface UploadVerb<C, S, T> {
  readonly check: (tx: Tx) => Promise<C>;
  readonly write: (store: StoreOne, upload: Upload, found: C) => Promise<S>;
  readonly finish: (tx: Tx, stored: S) => Promise<T>;
}

/**
 * Stores an upload, once for an Idempotency-Key. When it is repeated, its bytes are read for their digests and nothing is stored: the
 * same files get the first answer, others `idempotency-key-reused`. Nothing of `upload` is read before `check` has passed and the key
 * is claimed; a failure lets it go. Throws what the three parts throw, `idempotency-key-in-use`, `idempotency-key-reused`.
 */
export async function uploadOnce<C, S, T>(
  ctx: WorkspaceContext,
  upload: Upload,
  { check, write, finish }: UploadVerb<C, S, T>,
): Promise<T> {
  const { idempotency } = ctx;
  if (idempotency === undefined) {
    const found = await inWorkspace(ctx, check);
    return storeObjects(ctx, (store) => write(store, upload, found), finish);
  }
  const claimed = await claimUpload(ctx, idempotency, check);
  if (claimed.kept !== undefined) return answerAgain<T>(ctx, idempotency, upload, claimed.kept);
  const { claim, found } = claimed;
  const sent = new SentFiles();
  return storeObjects(
    ctx,
    (store) => write(sent.storing(store), sent.note(upload), found),
    async (tx, stored) => {
      const result = await finish(tx, stored);
      await claim.settle(tx, sent.digest(), result);
      return result;
    },
    claim,
  );
}

async function answerAgain<T>({ platform }: WorkspaceContext, key: Idempotency, upload: Upload, kept: Kept): Promise<T> {
  const { maxBytes } = platform.settings.upload;
  const limited = byteLimit(maxBytes, () => tooLarge(maxBytes));
  const sent = new SentFiles();
  for await (const file of sent.note(upload)) requireDigest(file.promised, await sent.read(limited(file.bytes)));
  if (sent.digest().toString('hex') !== kept.contentHash) throw keyReused();
  key.replayed = true;
  return JSON.parse(kept.result) as T; // what `finish` has returned
}
