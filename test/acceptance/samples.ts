import type { CallOptions, Client } from '../support/client.ts';
import type { Dossier, DossierTemplate, FileItem, Job, List, ResultPackage } from '../support/shapes.ts';
import { waitFor } from '../support/wait-for.ts';

/** A call of one operation: the ids for its path and the rest of the request. */
export interface Call {
  readonly ids?: Readonly<Record<string, string>>;
  readonly options?: CallOptions;
}

export interface Sample {
  /** Makes what a good call needs, as somebody who may, and gives the call. */
  readonly prepare: (maker: Client) => Promise<Call>;
  /** What the good call is answered. */
  readonly status: number;
  /** Only who made it may call it: `prepare` is given the caller. */
  readonly own?: true;
}

const UPLOAD: CallOptions = { body: 'hello', headers: { 'content-type': 'text/plain' }, query: { filename: 'sample.txt' } };

const newDossier = async (owner: Client): Promise<string> =>
  (await owner.post<Dossier>('/dossiers', { json: { name: 'sample' }, expect: 201 })).body.id;

async function newFile(owner: Client): Promise<string> {
  const path = `/dossiers/${await newDossier(owner)}/files`;
  const answer = await owner.post<{ results: FileItem[] }>(path, { ...UPLOAD, expect: 202 });
  return answer.body.results[0]?.id ?? '';
}

async function newPackage(owner: Client): Promise<string> {
  return (await owner.post<ResultPackage>(`/files/${await newFile(owner)}/result-packages`, { expect: 202 })).body.id;
}

async function readyPackage(owner: Client): Promise<string> {
  const id = await newPackage(owner);
  await waitFor('a package ready', async () => (await owner.get<ResultPackage>(`/result-packages/${id}`)).body.status === 'READY');
  return id;
}

async function trashedFile(owner: Client): Promise<string> {
  const id = await newFile(owner);
  await owner.delete(`/files/${id}`, { expect: 204 });
  return id;
}

async function trashedDossier(owner: Client): Promise<string> {
  const id = await newDossier(owner);
  await owner.delete(`/dossiers/${id}`, { expect: 204 });
  return id;
}

async function template(owner: Client): Promise<string> {
  return (await owner.get<List<DossierTemplate>>('/dossier-templates')).body.results[0]?.id ?? '';
}

/** A job of a file of its own: those of other tests may be anywhere. */
async function newJob(owner: Client): Promise<string> {
  const fileId = await newFile(owner);
  const jobs = (await owner.get<List<Job>>('/jobs', { query: { limit: 200 } })).body.results;
  return jobs.find(({ subject }) => subject.id === fileId)?.id ?? '';
}

type Make = (owner: Client) => Promise<string>;
/** A call whose path has one id. */
const withId =
  (name: string, make: Make, options: CallOptions = {}) =>
  async (owner: Client): Promise<Call> => ({ ids: { [name]: await make(owner) }, options });
const onDossier = (options?: CallOptions) => withId('dossierId', newDossier, options);
const onFile = (options?: CallOptions) => withId('fileId', newFile, options);
const onPackage = withId('resultPackageId', newPackage);
const onReadyPackage = withId('resultPackageId', readyPackage);
const plain =
  (options: CallOptions = {}) =>
  async (): Promise<Call> => ({ options });

async function filledDossier(owner: Client): Promise<string> {
  return (await owner.get<FileItem>(`/files/${await newFile(owner)}`)).body.dossierId;
}

const TUS = { 'tus-resumable': '1.0.0' };
const pair = (key: string, value: string): string => `${key} ${Buffer.from(value).toString('base64')}`;

async function uploadCall(maker: Client): Promise<Call> {
  const metadata = [pair('filename', 'sample.txt'), pair('dossierId', await newDossier(maker))].join();
  return { options: { headers: { ...TUS, 'upload-length': '5', 'upload-metadata': metadata } } };
}

async function newUpload(maker: Client): Promise<string> {
  const answer = await maker.post('/uploads', { ...(await uploadCall(maker)).options, expect: 201 });
  return String(answer.headers.location).split('/').at(-1) ?? '';
}

const onUpload = (options?: CallOptions) => withId('uploadId', newUpload, options);
const MORE_BYTES: CallOptions = {
  body: 'hello',
  headers: { ...TUS, 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' },
};

const PRESIGNED_PART = { size: 5, crc32c: 0x9a71bb4c }; // of "hello"
const presignedCall = async (maker: Client): Promise<Call> => ({
  options: { json: { dossierId: await newDossier(maker), filename: 'sample.txt', size: 5, parts: [PRESIGNED_PART] } },
});

interface Presigned {
  readonly id: string;
  readonly parts: readonly { readonly url: string; readonly headers: Readonly<Record<string, string>> }[];
}

async function newPresigned(maker: Client): Promise<string> {
  const { body } = await maker.post<Presigned>('/uploads/presigned', { ...(await presignedCall(maker)).options, expect: 201 });
  for (const { url, headers } of body.parts) await fetch(url, { method: 'PUT', headers, body: 'hello' });
  return body.id;
}

/** One good call for each operation inside a workspace. A test fails when one is missing. */
export const SAMPLES: Readonly<Record<string, Sample>> = {
  getWorkspace: { prepare: plain(), status: 200 },
  listDossierTemplates: { prepare: plain(), status: 200 },
  optionsDossierTemplates: { prepare: plain(), status: 200 },
  getDossierTemplate: { prepare: withId('dossierTemplateId', template), status: 200 },
  createDossier: { prepare: plain({ json: { name: 'made' } }), status: 201 },
  listDossiers: { prepare: plain(), status: 200 },
  optionsDossiers: { prepare: plain(), status: 200 },
  getDossier: { prepare: onDossier(), status: 200 },
  updateDossier: { prepare: onDossier({ json: { name: 'changed' } }), status: 200 },
  deleteDossier: { prepare: onDossier(), status: 204 },
  restoreDossier: { prepare: withId('dossierId', trashedDossier), status: 200 },
  uploadFiles: { prepare: onDossier(UPLOAD), status: 202 },
  listDossierFiles: { prepare: onDossier(), status: 200 },
  optionsDossierFiles: { prepare: onDossier(), status: 200 },
  listFiles: { prepare: plain(), status: 200 },
  optionsFiles: { prepare: plain(), status: 200 },
  getFile: { prepare: onFile(), status: 200 },
  updateFile: { prepare: onFile({ json: { title: 'changed' } }), status: 200 },
  deleteFile: { prepare: onFile(), status: 204 },
  restoreFile: { prepare: withId('fileId', trashedFile), status: 200 },
  getFileStatus: { prepare: onFile(), status: 200 },
  uploadFileVersion: { prepare: onFile(UPLOAD), status: 202 },
  listFileVersions: { prepare: onFile(), status: 200 },
  optionsFileVersions: { prepare: onFile(), status: 200 },
  getFileContent: { prepare: onFile(), status: 200 },
  headFileContent: { prepare: onFile(), status: 200 },
  createUpload: { prepare: uploadCall, status: 201 },
  getUpload: { prepare: onUpload(), status: 200, own: true },
  headUpload: { prepare: onUpload({ headers: TUS }), status: 200, own: true },
  patchUpload: { prepare: onUpload(MORE_BYTES), status: 204, own: true },
  deleteUpload: { prepare: onUpload(), status: 204, own: true },
  createPresignedUpload: { prepare: presignedCall, status: 201 },
  getUploadParts: { prepare: withId('uploadId', newPresigned), status: 200, own: true },
  completeUpload: { prepare: withId('uploadId', newPresigned), status: 202, own: true },
  createResultPackage: {
    prepare: async (owner) => ({ options: { json: { selection: { fileIds: [await newFile(owner)] } } } }),
    status: 202,
  },
  createDossierResultPackage: { prepare: withId('dossierId', filledDossier), status: 202 },
  createFileResultPackage: { prepare: onFile(), status: 202 },
  listResultPackages: { prepare: plain(), status: 200 },
  optionsResultPackages: { prepare: plain(), status: 200 },
  getResultPackage: { prepare: onPackage, status: 200 },
  deleteResultPackage: { prepare: onPackage, status: 204 },
  followResultPackage: { prepare: onPackage, status: 200 },
  getResultPackageContent: { prepare: onReadyPackage, status: 200 },
  headResultPackageContent: { prepare: onReadyPackage, status: 200 },
  followEvents: { prepare: plain(), status: 200 },
  listJobs: { prepare: plain(), status: 200 },
  optionsJobs: { prepare: plain(), status: 200 },
  getJob: { prepare: withId('jobId', newJob), status: 200 },
  getLicense: { prepare: plain(), status: 200 },
  getLicenseUsage: { prepare: plain(), status: 200 },
};

/** The path of a call, its ids filled in. */
export const pathOf = (template: string, ids: Readonly<Record<string, string>> = {}): string =>
  template.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? `no ${name} in the sample`);
