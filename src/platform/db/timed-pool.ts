import pg from 'pg';

type Callback = Parameters<pg.Pool['connect']>[0];

/** A pool that tells how long each of its connections was waited for, had or not. */
export class TimedPool extends pg.Pool {
  readonly #waited: (seconds: number) => void;

  constructor(config: pg.PoolConfig, waited: (seconds: number) => void) {
    super(config);
    this.#waited = waited;
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Callback): void;
  override connect(callback?: Callback): Promise<pg.PoolClient> | void {
    const started = performance.now();
    const had = (): void => this.#waited((performance.now() - started) / 1000);
    if (callback === undefined) return super.connect().finally(had);
    super.connect((error, client, release) => {
      had();
      callback(error, client, release);
    });
  }
}
