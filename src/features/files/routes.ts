import type { JsonText, Routes } from '../../http/contract.ts';
import type { components } from '../../http/generated/api.ts';
import { deleteFile } from './delete-file.ts';
import { describeDossierFiles, describeFiles, describeFileVersions } from './describe-lists.ts';
import { getFile } from './get-file.ts';
import { getFileContent, headFileContent } from './get-file-content.ts';
import { awaitFileStatus } from './get-file-status.ts';
import { listDossierFiles, listFiles, listFileVersions } from './list-files.ts';
import { parseUpload } from './parse-upload.ts';
import { restoreFile } from './restore-file.ts';
import { updateFile } from './update-file.ts';
import { uploadFileVersion } from './upload-file-version.ts';
import { uploadFiles } from './upload-files.ts';

type Schemas = components['schemas'];
// present.ts writes these shapes; tests hold every answer against the contract
const asFile = (text: string): JsonText<Schemas['File']> => text as JsonText<Schemas['File']>;
const asList = (text: string): JsonText<Schemas['FileList']> => text as JsonText<Schemas['FileList']>;
const asVersions = (text: string): JsonText<Schemas['FileVersionList']> => text as JsonText<Schemas['FileVersionList']>;
const asStatus = (text: string): JsonText<Schemas['FileStatus']> => text as JsonText<Schemas['FileStatus']>;
const asUpload = (bodies: readonly string[]): JsonText<Schemas['UploadedFiles']> =>
  `{"count":${bodies.length},"results":[${bodies.join(',')}]}` as JsonText<Schemas['UploadedFiles']>;
const linkHeader = (link: string): { Link?: string } => (link === '' ? {} : { Link: link });

export const filesRoutes = {
  uploadFiles: async (ctx, { params, query, raw }) => {
    const { settings } = ctx.platform;
    const { ids, bodies } = await uploadFiles(ctx, params.dossierId, parseUpload(raw, query, settings.upload));
    const base = `${settings.publicUrl}/api/v1`;
    const Location = ids.length === 1 ? `${base}/files/${ids[0]}` : `${base}/dossiers/${params.dossierId}/files`;
    return { status: 202, headers: { Location, 'Retry-After': 1 }, body: asUpload(bodies) };
  },
  listDossierFiles: async (ctx, { params, query }) => {
    const { body, link } = await listDossierFiles(ctx, params.dossierId, query);
    return { status: 200, headers: linkHeader(link), body: asList(body) };
  },
  listFiles: async (ctx, { query }) => {
    const { body, link } = await listFiles(ctx, query);
    return { status: 200, headers: linkHeader(link), body: asList(body) };
  },
  optionsDossierFiles: async (ctx, { params }) => ({ status: 200, ...(await describeDossierFiles(ctx, params.dossierId)) }),
  optionsFiles: async (ctx) => ({ status: 200, ...(await describeFiles(ctx)) }),
  optionsFileVersions: async (ctx, { params }) => ({ status: 200, ...(await describeFileVersions(ctx, params.fileId)) }),
  getFile: async (ctx, { params, query }) => {
    const file = await getFile(ctx, params.fileId, query);
    return { status: 200, headers: { ETag: file.etag }, body: asFile(file.body) };
  },
  getFileStatus: async (ctx, { params, query, patience }) => {
    const file = await awaitFileStatus(ctx, params.fileId, query, patience);
    return { status: 200, headers: { ETag: file.etag, ...(file.busy && { 'Retry-After': 1 }) }, body: asStatus(file.body) };
  },
  updateFile: async (ctx, { params, body, headers }) => {
    const file = await updateFile(ctx, params.fileId, body, headers['if-match']);
    return { status: 200, headers: { ETag: file.etag }, body: asFile(file.body) };
  },
  deleteFile: async (ctx, { params, headers }) => {
    await deleteFile(ctx, params.fileId, headers['if-match']);
    return { status: 204 };
  },
  uploadFileVersion: async (ctx, { params, query, headers, raw }) => {
    const { publicUrl, upload } = ctx.platform.settings;
    const body = parseUpload(raw, query, { ...upload, maxFiles: 1 });
    const file = await uploadFileVersion(ctx, params.fileId, body, headers['if-match']);
    const Location = `${publicUrl}/api/v1/files/${params.fileId}/status?version=${file.version}`;
    return { status: 202, headers: { Location, 'Retry-After': 1, ETag: file.etag }, body: asFile(file.body) };
  },
  listFileVersions: async (ctx, { params, query }) => {
    const { body, link } = await listFileVersions(ctx, params.fileId, query);
    return { status: 200, headers: linkHeader(link), body: asVersions(body) };
  },
  getFileContent: (ctx, { params, query, headers }) => getFileContent(ctx, params.fileId, headers, query.version),
  headFileContent: (ctx, { params, query, headers }) => headFileContent(ctx, params.fileId, headers, query.version),
  restoreFile: async (ctx, { params, headers }) => {
    const file = await restoreFile(ctx, params.fileId, headers['if-match']);
    return { status: 200, headers: { ETag: file.etag }, body: asFile(file.body) };
  },
} satisfies Routes;
