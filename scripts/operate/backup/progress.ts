import type { Say } from '../../stack/progress.ts';

const EVERY_MS = 5_000;

/** A size for people. */
export function sizeOf(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];
  let unit = 0;
  let size = bytes;
  for (; size >= 1024 && unit < units.length - 1; unit += 1) size /= 1024;
  return `${unit === 0 ? size : size.toFixed(1)} ${units[unit]}`;
}

/** Says now and then how many objects are done. */
export class ObjectProgress {
  readonly #say: Say;
  readonly #what: string;
  readonly #total: number;
  #saidAt = performance.now();
  done = 0;
  bytes = 0;

  constructor(say: Say, what: string, total: number) {
    this.#say = say;
    this.#what = what;
    this.#total = total;
  }

  add(bytes: number): void {
    this.done += 1;
    this.bytes += bytes;
    if (performance.now() - this.#saidAt < EVERY_MS) return;
    this.#saidAt = performance.now();
    this.tell();
  }

  tell(): void {
    this.#say(`objects     ${this.done} of ${this.#total} ${this.#what}, ${sizeOf(this.bytes)}`);
  }
}
