import { get, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Caller } from './caller.ts';

/** A reader of one event stream that comes again whenever it ends, as a client does: with the last id. */
export class Follower {
  /** Events by their id, each with how often it came. */
  readonly seen = new Map<string, number>();
  /** Dossiers the events tell of, in the order they came. */
  readonly order: string[] = [];
  opened = 0;
  readonly #base: string;
  readonly #caller: Caller;
  readonly #workspaceId: string;
  #lastEventId: string | undefined;
  #answer: IncomingMessage | undefined;
  #left = false;

  constructor(base: string, caller: Caller, workspaceId: string) {
    this.#base = base;
    this.#caller = caller;
    this.#workspaceId = workspaceId;
  }

  /** Resolves when the stream has begun: what happens from now on is in it. */
  async open(): Promise<void> {
    const headers = {
      authorization: `Bearer ${await this.#caller.token()}`,
      'x-tenant-id': this.#workspaceId,
      ...(this.#lastEventId !== undefined && { 'last-event-id': this.#lastEventId }),
    };
    const answer = await new Promise<IncomingMessage>((resolve, reject) =>
      get(`${this.#base}/events`, { headers, agent: false }, resolve).once('error', reject),
    );
    if (answer.statusCode !== 200) throw new Error(`GET /events: ${answer.statusCode}`);
    this.opened += 1;
    this.#answer = answer;
    const begun = Promise.withResolvers<void>();
    let text = '';
    answer.setEncoding('utf8').on('data', (chunk: string) => {
      const blocks = (text + chunk).split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) this.#take(block);
      if (this.#lastEventId !== undefined) begun.resolve();
    });
    answer.once('close', () => void this.#again());
    answer.on('error', () => undefined); // a broken line; the close that follows brings another
    await begun.promise;
  }

  /** Breaks the line; it comes again by itself. */
  cut(): void {
    this.#answer?.destroy();
  }

  leave(): void {
    this.#left = true;
    this.cut();
  }

  async #again(): Promise<void> {
    while (!this.#left) {
      await sleep(200);
      if (
        await this.open().then(
          () => true,
          () => false,
        )
      )
        return;
    }
  }

  #take(block: string): void {
    this.#lastEventId = /^id: (.+)$/m.exec(block)?.[1] ?? this.#lastEventId;
    const data = /^data: (.+)$/m.exec(block)?.[1];
    if (data === undefined) return;
    const { id, dossierId } = JSON.parse(data) as { id: string; dossierId: string };
    this.seen.set(id, (this.seen.get(id) ?? 0) + 1);
    this.order.push(dossierId);
  }
}
