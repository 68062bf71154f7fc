import type { Caller } from './caller.ts';
import type { Report } from './report.ts';
import type { StoredFile } from './upload.ts';

export interface Usage {
  readonly files: number;
  readonly pages: number;
  readonly bytes: number;
}

/** What the license counted so far, over all months it shows. */
export const readUsage = async (caller: Caller): Promise<Usage> => (await caller.get<{ total: Usage }>('/license/usage')).total;

/** Compares what the license counted in between with a sum over the files themselves: those that were processed count. */
export function compareUsage(before: Usage, after: Usage, files: readonly StoredFile[], report: Report): void {
  const counting = files.filter(({ processingStatus }) => processingStatus === 'PROCESSED');
  const sum: Usage = {
    files: counting.length,
    pages: counting.reduce((pages, file) => pages + (file.pageCount ?? 0), 0),
    bytes: counting.reduce((bytes, file) => bytes + file.size, 0),
  };
  for (const key of ['files', 'pages', 'bytes'] as const) {
    const counted = after[key] - before[key];
    report.check(counted === sum[key], `license usage grew by ${counted} ${key}; the files themselves make ${sum[key]}`);
  }
  report.measured('license usage', `${sum.files} files, ${sum.pages} pages, ${sum.bytes} bytes by this run; ${after.pages} pages in all`);
}
