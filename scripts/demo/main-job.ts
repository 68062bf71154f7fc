import type { ExpectedEnd } from './documents/write-documents.ts';
import { findOriginals } from './originals.ts';
import { fetchContent, fetchPackage } from './packages.ts';
import { type Environment, logIn } from './people.ts';
import { watchProcessing } from './processing.ts';
import type { Report } from './report.ts';
import { type StoredFile, type Uploaded, uploadAll } from './upload.ts';
import { compareUsage, readUsage } from './usage.ts';
import { ownWorkspace, tryWalls } from './walls.ts';

export interface Job {
  readonly env: Environment;
  /** Folder with the documents to upload. */
  readonly documents: string;
  /** How the files of that folder must end, where that is known beforehand. */
  readonly expected: readonly ExpectedEnd[];
  /** Folder for the downloads. */
  readonly output: string;
  readonly report: Report;
}

/** The main job from outside, over HTTP and nothing else: login, dossier, upload, processing, packages, usage. */
export async function runMainJob({ env, documents, expected, output, report }: Job): Promise<void> {
  const base = `${env['PUBLIC_URL']}/api/v1`;
  const people = await logIn(base, env, report);
  const adas = await ownWorkspace(people.ada, report);
  const graces = await ownWorkspace(people.grace, report);
  const ada = people.ada.in(adas.id);
  const before = await readUsage(ada);

  const name = `Demonstration of ${new Date().toISOString().slice(0, 19).replace('T', ' ')}`;
  const { id: dossierId } = await ada.post<{ id: string }>('/dossiers', { json: { name } });
  await tryWalls({ ada: people.ada, grace: people.grace, adas, graces, dossierId }, report);

  report.chapter(`Upload of ${documents}`);
  const uploaded = await uploadAll({ caller: ada, dossierId }, await findOriginals(documents), report);
  if (uploaded.length === 0) throw new Error(`${documents} holds no file that can be uploaded.`);
  report.chapter('Processing');
  const files = await watchProcessing(people.nightly.in(adas.id), dossierId, uploaded, report);
  compareEnds(expected, files, report);

  report.chapter('Content and result packages');
  await fetchContent(ada, largest(uploaded), report);
  for (const wish of wishes(dossierId, uploaded)) await fetchPackage(people.integration.in(adas.id), wish, output, report);

  report.chapter('License usage');
  compareUsage(before, await readUsage(ada), files, report);
}

const largest = (uploaded: readonly Uploaded[]): Uploaded => uploaded.reduce((a, b) => (b.original.size > a.original.size ? b : a));

function* wishes(dossierId: string, uploaded: readonly Uploaded[]) {
  const one = uploaded.slice(0, 1);
  const several = uploaded.slice(0, 5);
  for (const { file } of one) yield { kind: 'single file', path: `/files/${file.id}/result-packages`, expected: one };
  yield {
    kind: 'several files',
    path: '/result-packages',
    body: { selection: { fileIds: several.map(({ file }) => file.id) }, contents: ['ORIGINAL'] },
    expected: several,
  };
  yield { kind: 'whole dossier', path: `/dossiers/${dossierId}/result-packages`, expected: uploaded };
}

function compareEnds(expected: readonly ExpectedEnd[], files: readonly StoredFile[], report: Report): void {
  if (expected.length === 0) return;
  const ends = new Map(files.map((file) => [file.filename, file]));
  const wrong = expected.filter(({ name, pages, fault }) => {
    const file = ends.get(name);
    return file === undefined || file.pageCount !== pages || (file.error?.code ?? null) !== fault;
  });
  report.check(
    wrong.length === 0,
    `all ${expected.length} documents ended as they must${wrong.map(({ name }) => `; not ${name}`).join('')}`,
  );
}
