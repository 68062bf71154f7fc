import type { Registry } from 'prom-client';
import { Problem } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { pulledGauge } from '../metrics/pulled.ts';
import { Notices } from './notices.ts';
import type { Streams } from './streams.ts';

interface StreamOptions {
  readonly databaseUrl: string;
  /** Most streams of this process, and of one workspace in it. */
  readonly most: number;
  readonly mostOfWorkspace: number;
  readonly draining: AbortSignal;
  readonly registry: Registry;
  readonly log: Log;
}

const LOOKS_AT_ONCE = 2;
const RETRY_SECONDS = '5';

/** Connects to nothing before the first stream. */
export function openStreams(options: StreamOptions): Streams {
  const notices = new Notices(options);
  const places = new Places(options);
  const turns = new Turns();
  const named = { name: 'tabularium_event_streams', help: 'Event streams that are open.', labelNames: [] };
  pulledGauge(options.registry, named, () => [[{}, places.taken]]);
  return {
    draining: options.draining,
    enter: (workspaceId) => places.take(workspaceId),
    hear: (topic, ring) => notices.hear(topic, ring),
    inTurn: (look) => turns.run(look),
    close: () => notices.close(),
  };
}

class Places {
  readonly #most: number;
  readonly #mostOfWorkspace: number;
  readonly #ofWorkspace = new Map<string, number>();
  taken = 0;

  constructor({ most, mostOfWorkspace }: Pick<StreamOptions, 'most' | 'mostOfWorkspace'>) {
    this.#most = most;
    this.#mostOfWorkspace = mostOfWorkspace;
  }

  take(workspaceId: string): () => void {
    const mine = this.#ofWorkspace.get(workspaceId) ?? 0;
    const headers = { 'Retry-After': RETRY_SECONDS };
    if (mine >= this.#mostOfWorkspace)
      throw new Problem('too-many-requests', {
        detail: `The workspace has ${mine} event streams open here, as many as it may. Close one, or let several readers share one.`,
        headers,
      });
    if (this.taken >= this.#most)
      throw new Problem('unavailable', { detail: 'This server has as many event streams open as it can carry. Try again later.', headers });
    this.taken += 1;
    this.#ofWorkspace.set(workspaceId, mine + 1);
    return () => this.#giveBack(workspaceId);
  }

  #giveBack(workspaceId: string): void {
    this.taken -= 1;
    const left = (this.#ofWorkspace.get(workspaceId) ?? 1) - 1;
    if (left > 0) this.#ofWorkspace.set(workspaceId, left);
    else this.#ofWorkspace.delete(workspaceId);
  }
}

/** First come, first served. */
class Turns {
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  async run<T>(look: () => Promise<T>): Promise<T> {
    if (this.#running < LOOKS_AT_ONCE) this.#running += 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve)); // whoever ends hands its turn on
    try {
      return await look();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }
}
