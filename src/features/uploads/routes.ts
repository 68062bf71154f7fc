import type { IncomingMessage } from 'node:http';
import type { JsonText, Routes } from '../../http/contract.ts';
import type { components } from '../../http/generated/api.ts';
import type { WorkspaceContext } from '../../platform/context.ts';
import { cancelUpload } from './cancel-upload.ts';
import { completePresignedUpload } from './complete-presigned-upload.ts';
import { createPresignedUpload } from './create-presigned-upload.ts';
import { awaitUpload } from './get-upload.ts';
import { serveTus, TUS_EXTENSIONS, TUS_VERSION } from './serve-tus.ts';
import { signOpenParts } from './sign-parts.ts';

type Schemas = components['schemas'];
// present.ts writes this shape; tests hold every answer against the contract
const asUpload = (text: string): JsonText<Schemas['Upload']> => text as JsonText<Schemas['Upload']>;

const addressOf = ({ platform }: WorkspaceContext, id: string): string => `${platform.settings.publicUrl}/api/v1/uploads/${id}`;

/** What every answer of the protocol has, under the names of the contract. */
async function tus(ctx: WorkspaceContext, raw: IncomingMessage, path: string) {
  const { header, fileId } = await serveTus(ctx, raw, path);
  const expires = header('upload-expires');
  const headers = {
    'Tus-Resumable': TUS_VERSION,
    ...(fileId !== null && { 'Content-Location': `${ctx.platform.settings.publicUrl}/api/v1/files/${fileId}` }),
    ...(expires !== undefined && { 'Upload-Expires': expires }),
  };
  return { header, headers, offset: Number(header('upload-offset')) };
}

export const uploadsRoutes = {
  getUploadOptions: async ({ platform }) => {
    const headers = { 'Tus-Version': TUS_VERSION, 'Tus-Extension': TUS_EXTENSIONS, 'Tus-Max-Size': platform.settings.upload.maxBytes };
    return { status: 204, headers: { Allow: 'POST, OPTIONS', 'Tus-Resumable': TUS_VERSION, ...headers } };
  },
  createUpload: async (ctx, { raw }) => {
    const { header, headers, offset } = await tus(ctx, raw, '/uploads');
    const kept = header('upload-offset') === undefined ? {} : { 'Upload-Offset': offset };
    return { status: 201, headers: { ...headers, ...kept, Location: header('location') ?? '' } };
  },
  headUpload: async (ctx, { params, raw }) => {
    const { header, headers, offset } = await tus(ctx, raw, `/uploads/${params.uploadId}`);
    const length = { 'Upload-Length': Number(header('upload-length')), 'Upload-Offset': offset };
    return {
      status: 200,
      headers: { ...headers, ...length, 'Cache-Control': 'no-store', 'Upload-Metadata': header('upload-metadata') ?? '' },
    };
  },
  patchUpload: async (ctx, { params, raw }) => {
    const { headers, offset } = await tus(ctx, raw, `/uploads/${params.uploadId}`);
    return { status: 204, headers: { ...headers, 'Upload-Offset': offset } };
  },
  getUpload: async (ctx, { params, query, patience }) => {
    const upload = await awaitUpload(ctx, params.uploadId, query, patience);
    return { status: 200, headers: { ETag: upload.etag, ...(upload.busy && { 'Retry-After': 1 }) }, body: asUpload(upload.body) };
  },
  deleteUpload: async (ctx, { params }) => {
    await cancelUpload(ctx, params.uploadId);
    return { status: 204, headers: { 'Tus-Resumable': TUS_VERSION } };
  },
  createPresignedUpload: async (ctx, { body }) => {
    const upload = await createPresignedUpload(ctx, body);
    return { status: 201, headers: { Location: addressOf(ctx, upload.id) }, body: upload };
  },
  getUploadParts: async (ctx, { params }) => {
    return { status: 200, headers: { 'Cache-Control': 'no-store' }, body: await signOpenParts(ctx, params.uploadId) };
  },
  completeUpload: async (ctx, { params, body }) => {
    const upload = await completePresignedUpload(ctx, params.uploadId, body?.parts);
    return { status: 202, headers: { Location: addressOf(ctx, params.uploadId), 'Retry-After': 1 }, body: asUpload(upload) };
  },
} satisfies Routes;
