import { newId } from '../../core/ids.ts';
import type { WorkspaceContext } from '../../platform/context.ts';
import { inWorkspaceOnce } from '../../platform/db/once.ts';
import { beginUpload } from './begin-upload.ts';
import { BODY_POINTERS, type PresignedInput, parsePresigned } from './parse-presigned.ts';
import { declareParts } from './queries.ts';
import { type SignedUpload, signParts } from './sign-parts.ts';

/**
 * Begins an upload whose parts the caller sends to the store by herself. What is kept for a repetition is its id: addresses are signed
 * each time. Throws as parsePresigned, beginUpload and signParts.
 */
export async function createPresignedUpload(ctx: WorkspaceContext, input: PresignedInput): Promise<SignedUpload> {
  const { id } = await inWorkspaceOnce(ctx, async (tx) => {
    const wish = parsePresigned(input, ctx.platform.settings.upload.maxBytes);
    const begun = newId();
    await beginUpload(tx, ctx, wish, { id: begun, kind: 'PRESIGNED', pointers: BODY_POINTERS });
    const { parts } = input;
    await tx.query(declareParts, [tx.workspaceId, begun, parts.map(({ size }) => size), parts.map(({ crc32c }) => crc32c)]);
    return { id: begun };
  });
  return signParts(ctx, id);
}
