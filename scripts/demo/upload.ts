import { openAsBlob } from 'node:fs';
import { type Caller, Refused } from './caller.ts';
import type { Original } from './originals.ts';
import { inBytes, inSeconds, type Report, timed } from './report.ts';

/** A file as the API shows it. */
export interface StoredFile {
  readonly id: string;
  readonly filename: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
  readonly pageCount: number | null;
  readonly processingStatus: string;
  readonly error: { readonly code: string; readonly message: string } | null;
}

/** An original with the file it became. */
export interface Uploaded {
  readonly original: Original;
  readonly file: StoredFile;
}

const AT_ONCE = 4;
const IN_ONE_FORM = 3;

interface Target {
  readonly caller: Caller;
  readonly dossierId: string;
}

/** Several files in one multipart request, the first of them with a title. */
async function uploadForm({ caller, dossierId }: Target, originals: readonly Original[]): Promise<readonly Uploaded[]> {
  const form = new FormData();
  form.append('metadata', new Blob([JSON.stringify({ title: 'Uploaded with a title' })], { type: 'application/json' }));
  for (const { path, name } of originals) form.append('file', await openAsBlob(path), name);
  const { results } = await caller.post<{ results: readonly StoredFile[] }>(`/dossiers/${dossierId}/files`, { form });
  return pair(originals, results);
}

/** One file as the body of a request. */
async function uploadRaw({ caller, dossierId }: Target, original: Original): Promise<readonly Uploaded[]> {
  const path = `/dossiers/${dossierId}/files?filename=${encodeURIComponent(original.name)}`;
  const { results } = await caller.post<{ results: readonly StoredFile[] }>(path, { raw: await openAsBlob(original.path) });
  return pair([original], results);
}

function pair(originals: readonly Original[], files: readonly StoredFile[]): readonly Uploaded[] {
  if (files.length !== originals.length) throw new Error(`${originals.length} file(s) sent, ${files.length} acknowledged`);
  return files.flatMap((file, index) => originals.slice(index, index + 1).map((original) => ({ original, file })));
}

/** Uploads everything, several files at a time. What the API refuses with a reason is said, and left out. */
export async function uploadAll(target: Target, originals: readonly Original[], report: Report): Promise<readonly Uploaded[]> {
  const whole = originals.filter(({ size }) => size > 0).slice(0, IN_ONE_FORM);
  const tasks = [
    ...(whole.length > 1 ? [() => uploadForm(target, whole)] : []),
    ...originals.filter((original) => whole.length <= 1 || !whole.includes(original)).map((original) => () => uploadRaw(target, original)),
  ];
  const [uploaded, ms] = await timed(() => inParallel(tasks, report));
  const bytes = uploaded.reduce((sum, { original }) => sum + original.size, 0);
  const figure = `${uploaded.length} files, ${inBytes(bytes)} in ${inSeconds(ms)}, ${AT_ONCE} at a time`;
  report.measured('upload', figure);
  report.say(figure);
  for (const { original, file } of uploaded) {
    if (file.sha256 !== original.sha256 || file.size !== original.size) report.check(false, `${original.name} is stored as it was sent`);
  }
  return uploaded;
}

async function inParallel(tasks: readonly (() => Promise<readonly Uploaded[]>)[], report: Report): Promise<readonly Uploaded[]> {
  const waiting = [...tasks];
  const done: Uploaded[] = [];
  const lane = async (): Promise<void> => {
    for (let task = waiting.shift(); task; task = waiting.shift()) {
      try {
        done.push(...(await task()));
      } catch (error) {
        if (!(error instanceof Refused) || error.problem.status >= 500) throw error;
        report.say(`refused: ${error.problem.code}: ${error.problem.detail}`);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return done;
}
