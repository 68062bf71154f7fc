import { Readable } from 'node:stream';
import type { Caller, Item } from './support/caller.ts';
import { newCaller, say, withHouse } from './support/house.ts';

export const about = '10,000 files in a dossier: the last page as fast as the first, every file on exactly one page, a package of all';

const FILES = 10_000;
const PAGE = 200;
const LANES = 8;

interface Page {
  readonly count: number;
  readonly next: string | null;
  readonly results: readonly Item[];
}

async function fill(caller: Caller, dossier: string): Promise<void> {
  let next = 0;
  const started = performance.now();
  const lane = async (): Promise<void> => {
    for (let i = next++; i < FILES; i = next++) {
      await caller.upload(dossier, `note ${String(i).padStart(5, '0')}.txt`, Readable.from([Buffer.from(`note number ${i}\n`)]));
      if ((i + 1) % 2000 === 0) say(`  ${i + 1} files after ${((performance.now() - started) / 1000).toFixed(0)} s`);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

/** Follows `next` to the end. Time of each page in milliseconds, and every id seen. */
async function walk(
  caller: Caller,
  first: string,
): Promise<{ readonly times: number[]; readonly ids: Set<string>; readonly count: number; readonly last: string }> {
  const times: number[] = [];
  const ids = new Set<string>();
  let url: string | null = first;
  let count = 0;
  let last = first;
  while (url !== null) {
    const begun = performance.now();
    const page: Page = await caller.call<Page>('GET', url);
    times.push(performance.now() - begun);
    for (const { id } of page.results) {
      if (ids.has(id)) throw new Error(`file ${id} is on two pages`);
      ids.add(id);
    }
    count = page.count;
    last = url;
    url = page.next;
  }
  return { times, ids, count, last };
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

async function timePage(caller: Caller, url: string): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 15; i++) {
    const begun = performance.now();
    await caller.call<Page>('GET', url);
    times.push(performance.now() - begun);
  }
  return median(times);
}

export async function prove(): Promise<void> {
  await withHouse('prove', async ({ env }) => {
    const { caller } = await newCaller(env, 'Scale');
    const dossier = await caller.makeDossier('Ten thousand notes');
    say(`\nuploading ${FILES} files, ${LANES} at a time ...`);
    await fill(caller, dossier);
    const path = `/dossiers/${dossier}/files?limit=${PAGE}`;
    const { ids, count, last, times } = await walk(caller, path);
    if (ids.size !== FILES || count !== FILES) throw new Error(`${ids.size} files on the pages, count says ${count}, expected ${FILES}`);
    say(`${times.length} pages of ${PAGE}: every file once, count ${count}`);
    const second = (await caller.call<Page>('GET', path)).next ?? path; // like the last page it carries the count along
    const [early, late] = [await timePage(caller, second), await timePage(caller, last)];
    say(`first pages ${early.toFixed(1)} ms, last page ${late.toFixed(1)} ms, ratio ${(late / early).toFixed(2)} (medians of 15)`);
    if (late > early * 1.5) throw new Error('the last page is slower than the first');
    const begun = performance.now();
    const id = await caller.askForPackage(dossier);
    say(`package of all accepted after ${(performance.now() - begun).toFixed(0)} ms`);
    const made = await caller.packageReady(id, 900);
    say(`ready after ${((performance.now() - begun) / 1000).toFixed(1)} s, ${made.size} bytes`);
    const got = await caller.download(`/result-packages/${id}/content`);
    if (got.sha256 !== made.sha256) throw new Error('the downloaded package differs from the stored one');
    say('downloaded, digest equal');
  });
}
