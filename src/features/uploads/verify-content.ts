import { Problem } from '../../core/errors.ts';
import type { JobContext } from '../../platform/context.ts';
import { inJob } from '../../platform/db/doors.ts';
import type { Claim } from '../../platform/queue/handle.ts';
import { combineCrc32c } from '../../platform/storage/combine-crc.ts';
import { Digests } from '../../platform/storage/digests.ts';
import { confirmContent, findVersions, rejectContent, SAMPLE_BYTES, settleType } from '../files/index.ts';
import { partsOf, setVerified, unverifiedById } from './queries.ts';
import type { DeclaredPart } from './types.ts';

interface Promised {
  readonly file_id: string;
  readonly version: number;
  readonly filename: string;
  readonly media_type: string | null;
  readonly sha256: string | null;
  readonly size: number;
  readonly object_key: string;
  readonly crc32c: number;
}

type Finding =
  | { readonly sha256: string; readonly crc32: number; readonly mediaType: string }
  | { readonly code: string; readonly message: string };

/**
 * Reads the bytes of a completed upload once, for what only reading tells, and holds them against what was promised. Right: the version
 * gets its digests and goes on to be analyzed. Wrong: it ends as ERROR and its bytes go. Done again it finds nothing left to do.
 * Throws while the object of a version is missing: nothing is decided about bytes that may only be out of sight.
 */
export async function verifyContent(ctx: JobContext, { uploadId }: { readonly uploadId: string }, claim: Claim): Promise<void> {
  const promised = await inJob(ctx, async (tx) => {
    const row = await tx.one<Omit<Promised, 'crc32c'>>(unverifiedById, [uploadId]);
    return row && { ...row, crc32c: combineCrc32c(await tx.query<DeclaredPart>(partsOf, [uploadId])) };
  });
  if (promised === undefined) return;
  const finding = await examine(ctx, promised);
  const { file_id: fileId, version } = promised;
  await inJob(ctx, async (tx) => {
    // an object that is gone with its file leaves nothing to say; one that a version still names is for an operator to find
    if (finding === undefined && (await findVersions(tx, [{ fileId, version }])).some(({ objectKey }) => objectKey !== null)) {
      throw new Error('the object of a completed upload is not in the store');
    }
    if (finding !== undefined && 'sha256' in finding) await confirmContent(tx, ctx.platform, { fileId, version, ...finding });
    else if (finding !== undefined) await rejectContent(tx, { fileId, version, error: finding });
    await tx.query(setVerified, [uploadId]);
    await claim.settle(tx);
  });
  ctx.log.info({ uploadId, fileId, version, ...(finding && 'code' in finding && { code: finding.code }) }, 'content verified');
}

async function examine({ platform, signal }: JobContext, promised: Promised): Promise<Finding | undefined> {
  const digests = new Digests();
  const begun: Buffer[] = [];
  let sampled = 0;
  try {
    for await (const chunk of await platform.objects.read(promised.object_key, { signal })) {
      const bytes = chunk as Buffer;
      digests.update(bytes);
      if (sampled < SAMPLE_BYTES) begun.push(bytes);
      sampled += bytes.length;
    }
  } catch (error) {
    if (error instanceof Problem && error.code === 'not-found') return undefined;
    throw error;
  }
  const { size, sha256, crc32, crc32c } = digests.finish();
  if (size !== promised.size || crc32c !== promised.crc32c) {
    return { code: 'DIGEST_MISMATCH', message: 'The stored bytes are not those that were declared part by part. Upload them again.' };
  }
  if (promised.sha256 !== null && sha256 !== promised.sha256) {
    return {
      code: 'DIGEST_MISMATCH',
      message: `The SHA-256 of the bytes is ${sha256}, declared was ${promised.sha256}. Upload them again.`,
    };
  }
  return judgeType(Buffer.concat(begun, Math.min(sampled, SAMPLE_BYTES)), promised, { sha256, crc32 });
}

async function judgeType(
  sample: Buffer,
  { media_type: declared, filename }: Promised,
  digests: { readonly sha256: string; readonly crc32: number },
): Promise<Finding> {
  try {
    return { ...digests, mediaType: await settleType(sample, declared ?? undefined, filename) };
  } catch (error) {
    if (error instanceof Problem && error.code === 'media-type-mismatch') return { code: 'MEDIA_TYPE_MISMATCH', message: error.detail };
    throw error;
  }
}
