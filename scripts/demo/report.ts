type Row = readonly [what: string, figure: string];

/** Says what happens, keeps the figures for the end, and counts what is not as it must be. */
export class Report {
  readonly #rows: Row[] = [];
  readonly #mismatches: string[] = [];
  readonly #say: (line: string) => void;

  constructor(say: (line: string) => void) {
    this.#say = say;
  }

  get mismatches(): readonly string[] {
    return this.#mismatches;
  }

  chapter(title: string): void {
    this.#say(`\n${title}`);
  }

  say(line: string): void {
    this.#say(`  ${line}`);
  }

  /** Says it, and remembers it as a mismatch when it is not so. */
  check(isSo: boolean, claim: string): void {
    this.say(`${isSo ? 'ok  ' : 'NOT '} ${claim}`);
    if (!isSo) this.#mismatches.push(claim);
  }

  measured(what: string, figure: string): void {
    this.#rows.push([what, figure]);
  }

  /** The figures as a table, then the verdict. */
  close(): void {
    const width = Math.max(...this.#rows.map(([what]) => what.length), 0);
    this.chapter('Measured');
    for (const [what, figure] of this.#rows) this.say(`${what.padEnd(width)}  ${figure}`);
    this.chapter(this.#mismatches.length === 0 ? 'Everything is as it must be.' : `${this.#mismatches.length} mismatch(es):`);
    for (const claim of this.#mismatches) this.say(`NOT ${claim}`);
  }
}

/** Milliseconds that `run` took, and what it gave. */
export async function timed<T>(run: () => Promise<T>): Promise<readonly [T, number]> {
  const start = performance.now();
  const result = await run();
  return [result, performance.now() - start];
}

export const inSeconds = (ms: number): string => `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;

export function inBytes(bytes: number): string {
  if (bytes < 10_000) return `${bytes} B`;
  return bytes < 10_000_000 ? `${(bytes / 1000).toFixed(0)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
