import type { JobContext } from '../../platform/context.ts';
import { inJob } from '../../platform/db/doors.ts';
import { PackageWithdrawn } from './errors.ts';
import { tellProgress } from './queries.ts';

const EVERY_MS = 1000;

/** Counts what went into a package and writes it to the row, at most once a second. */
export class Progress {
  readonly #ctx: JobContext;
  readonly #packageId: string;
  #files = 0;
  #bytes = 0;
  #toldAt = performance.now();

  constructor(ctx: JobContext, packageId: string) {
    this.#ctx = ctx;
    this.#packageId = packageId;
  }

  /** Throws PackageWithdrawn when nobody wants the package any more. */
  async addBytes(count: number): Promise<void> {
    this.#bytes += count;
    if (performance.now() - this.#toldAt >= EVERY_MS) await this.#tell();
  }

  addFile(): void {
    this.#files += 1;
  }

  async #tell(): Promise<void> {
    this.#toldAt = performance.now();
    const row = await inJob(this.#ctx, (tx) => tx.one(tellProgress, [this.#packageId, this.#files, this.#bytes]));
    if (!row) throw new PackageWithdrawn();
  }
}
