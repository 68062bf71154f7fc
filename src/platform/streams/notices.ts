import pg from 'pg';
import type { Log } from '../../core/log.ts';

/** NOTIFY channel of what streams wait for; the payload is the topic: the id of a workspace or of a package. */
const NOTICES = 'tabularium_events';

/** SQL that rings whoever hears the topic, when the transaction commits; `topic` is SQL of an id. */
export const ring = (topic: string): string => `pg_notify('${NOTICES}', ${topic}::text)`;

type Ring = () => void;

interface NoticeOptions {
  /** Of the app's role; to a session of its own, not to a transaction pooler. */
  readonly databaseUrl: string;
  readonly log: Log;
}

const SECOND = 1000;
const PROBE_MS = 10 * SECOND;
const LONGEST_PAUSE_MS = 5 * SECOND;

/**
 * The one listening connection of a process, made when somebody first listens and made again whenever it breaks. What was sent
 * meanwhile is lost, so everybody is rung each time it is there again.
 */
export class Notices {
  readonly #options: NoticeOptions;
  readonly #rings = new Map<string, Set<Ring>>();
  #client: pg.Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #failures = 0;
  #started = false;

  constructor(options: NoticeOptions) {
    this.#options = options;
  }

  /** Calls `ring` on every notice of the topic, and when some may have been lost. What is returned ends it. */
  hear(topic: string, ring: Ring): () => void {
    const rings = this.#rings.get(topic) ?? new Set();
    this.#rings.set(topic, rings.add(ring));
    if (!this.#started) this.#start();
    return () => {
      rings.delete(ring);
      if (rings.size === 0 && this.#rings.get(topic) === rings) this.#rings.delete(topic);
    };
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    const client = this.#client;
    this.#client = undefined;
    this.#started = true; // nobody starts it again
    await client?.end().catch(() => undefined);
  }

  #start(): void {
    this.#started = true;
    const client = new pg.Client({
      connectionString: this.#options.databaseUrl,
      application_name: 'tabularium-notices',
      keepAlive: true,
      connectionTimeoutMillis: 5 * SECOND,
      query_timeout: 5 * SECOND,
    });
    this.#client = client;
    client.on('error', (error) => this.#lost(client, error));
    client.on('end', () => this.#lost(client, new Error('the listening connection ended')));
    client.on('notification', ({ payload = '' }) => this.#rings.get(payload)?.forEach((ring) => ring()));
    this.#listen(client).catch((error: unknown) => this.#lost(client, error));
  }

  async #listen(client: pg.Client): Promise<void> {
    await client.connect();
    await client.query(`listen ${NOTICES}`);
    this.#failures = 0;
    for (const rings of this.#rings.values()) rings.forEach((ring) => ring());
    this.#probe(client);
  }

  /** A connection that died without a word is found out by asking. */
  #probe(client: pg.Client): void {
    if (this.#client !== client) return;
    this.#timer = setTimeout(() => {
      client.query('select').then(
        () => this.#probe(client),
        (error: unknown) => this.#lost(client, error),
      );
    }, PROBE_MS);
  }

  #lost(client: pg.Client, error: unknown): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    this.#options.log.warn({ err: error }, 'streams: the listening connection is lost, making another');
    client.end().catch(() => undefined);
    clearTimeout(this.#timer);
    this.#failures += 1;
    this.#timer = setTimeout(() => this.#start(), Math.min(LONGEST_PAUSE_MS, 50 * 2 ** this.#failures));
  }
}
