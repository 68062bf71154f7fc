import { setTimeout as sleep } from 'node:timers/promises';
import type { Caller } from './caller.ts';
import { countPages } from './originals.ts';
import { inSeconds, type Report, timed } from './report.ts';
import type { StoredFile, Uploaded } from './upload.ts';

const POLL_MS = 250;
const PATIENCE_MS = 600_000;
const FINAL = new Set(['PROCESSED', 'ERROR', 'LICENSE_BLOCKED', 'INFECTED']);
/** Faults of the service itself: any other error is about the document, and a right outcome. */
const OUR_FAULTS = new Set(['PROCESSING_FAILED']);

function sayFile(report: Report, { filename, processingStatus, pageCount, error }: StoredFile): void {
  const pages = pageCount === null ? '' : `${pageCount} page(s)`;
  report.say(`${processingStatus.padEnd(10)} ${filename}  ${error ? `${error.code}: ${error.message}` : pages}`);
}

async function waitForAll(
  caller: Caller,
  dossierId: string,
  uploaded: readonly Uploaded[],
  report: Report,
): Promise<readonly StoredFile[]> {
  const waiting = new Set(uploaded.map(({ file }) => file.id));
  const done: StoredFile[] = [];
  for (const end = Date.now() + PATIENCE_MS; waiting.size > 0; await sleep(POLL_MS)) {
    if (Date.now() > end) throw new Error(`${waiting.size} file(s) were not processed after ${PATIENCE_MS / 1000} s`);
    for await (const file of caller.list<StoredFile>(`/dossiers/${dossierId}/files?limit=200`)) {
      if (!FINAL.has(file.processingStatus) || !waiting.delete(file.id)) continue;
      done.push(file);
      sayFile(report, file);
    }
  }
  return done;
}

/** Waits until every file is processed, says how each ended, and compares its pages with another library's count. */
export async function watchProcessing(
  caller: Caller,
  dossierId: string,
  uploaded: readonly Uploaded[],
  report: Report,
): Promise<readonly StoredFile[]> {
  const [files, ms] = await timed(() => waitForAll(caller, dossierId, uploaded, report));
  const pages = files.reduce((sum, { pageCount }) => sum + (pageCount ?? 0), 0);
  const processed = files.filter(({ processingStatus }) => processingStatus === 'PROCESSED').length;
  report.measured('processing', `${files.length} files: ${processed} processed with ${pages} pages, after ${inSeconds(ms)}`);
  const failed = files.filter((file) => file.processingStatus !== 'PROCESSED' && !isAboutDocument(file));
  report.check(failed.length === 0, 'no file failed through a fault of the service');
  await comparePages(uploaded, files, report);
  return files;
}

const isAboutDocument = ({ processingStatus, error }: StoredFile): boolean =>
  processingStatus === 'ERROR' && error !== null && !OUR_FAULTS.has(error.code);

async function comparePages(uploaded: readonly Uploaded[], files: readonly StoredFile[], report: Report): Promise<void> {
  const byId = new Map(files.map((file) => [file.id, file]));
  let compared = 0;
  for (const { original, file } of uploaded) {
    const counted = byId.get(file.id)?.pageCount ?? null;
    const known = counted === null ? undefined : await countPages(original);
    if (known === undefined) continue;
    compared += 1;
    if (known !== counted) report.check(false, `${original.name} has ${known} pages, not ${counted}`);
  }
  report.say(`pages compared with another library's count: ${compared} files`);
}
