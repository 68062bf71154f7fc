import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { Bell } from '../../core/bell.ts';
import { Problem } from '../../core/errors.ts';
import type { WorkspaceContext } from '../../platform/context.ts';
import { comment } from './lines.ts';

/** What one look at the database found. */
export interface Look {
  /** To be sent now; '' for nothing. */
  readonly lines: string;
  /** To be sent instead when nothing was said for a while. */
  readonly beat: string;
  /** Look again after so many milliseconds, 0 for at once; without it when something rings. */
  readonly again?: number;
  /** Nothing will follow: why. */
  readonly over?: string;
}

interface StreamPlan {
  /** Whose notices make it look. */
  readonly topic: string;
  /** What it begins with. */
  readonly hello: string;
  /** Enters the workspace afresh each time: who may not any more is told nothing more. */
  readonly look: () => Promise<Look>;
  /** Shortest time between two looks. */
  readonly restMs: number;
}

const RETRY_MS = 2000;
/** Longest time without a look and without a byte. */
const BEAT_MS = 15_000;

/**
 * The body of a text/event-stream: looks when something rings, and at least every 15 seconds; reads no further than its reader. It ends
 * with a comment when the token expires, the workspace is closed to its reader, the database is away or the process stops.
 * Throws `too-many-requests`, `unavailable` when there is no place for another stream.
 */
export function openStream(ctx: WorkspaceContext, plan: StreamPlan): Readable {
  const leave = ctx.platform.streams.enter(ctx.workspaceId);
  const body = Readable.from(speak(ctx, plan), { highWaterMark: 0 });
  body.once('close', leave); // also of one that nobody began to read
  return body;
}

async function* speak(ctx: WorkspaceContext, plan: StreamPlan): AsyncGenerator<string, void, undefined> {
  const { streams } = ctx.platform;
  const bell = new Bell();
  const deaf = streams.hear(plan.topic, bell.ring);
  for (const signal of [ctx.signal, streams.draining]) signal.addEventListener('abort', bell.ring);
  try {
    yield `retry: ${RETRY_MS}\n\n${plan.hello}`;
    yield* tell(ctx, plan, bell);
  } catch (error) {
    if (ctx.signal.aborted) return;
    if (!(error instanceof Problem)) throw error;
    ctx.log.info({ code: error.code }, 'event stream: ended');
    yield comment(`ended: ${error.code}`);
  } finally {
    deaf();
    for (const signal of [ctx.signal, streams.draining]) signal.removeEventListener('abort', bell.ring);
  }
}

async function* tell(ctx: WorkspaceContext, { look, restMs }: StreamPlan, bell: Bell): AsyncGenerator<string, void, undefined> {
  let spoke = performance.now();
  for (;;) {
    const looked = performance.now();
    bell.hush();
    const seen = await ctx.platform.streams.inTurn(look);
    const silent = performance.now() - spoke >= BEAT_MS;
    const lines = seen.lines === '' && silent ? seen.beat : seen.lines;
    if (lines !== '') {
      yield lines;
      spoke = performance.now();
    }
    const over = seen.over ?? whyOver(ctx);
    if (over !== undefined) return yield comment(`ended: ${over}`);
    if (seen.again === 0) continue;
    const toBeat = Math.max(0, spoke + BEAT_MS - performance.now());
    await bell.rung(Math.min(seen.again ?? BEAT_MS, toBeat, msLeft(ctx)));
    const ended = whyOver(ctx);
    if (ended !== undefined) return yield comment(`ended: ${ended}`);
    const rest = looked + restMs - performance.now();
    if (rest > 0) await pause(rest);
  }
}

const msLeft = ({ principal, platform }: WorkspaceContext): number =>
  Math.max(0, principal.expiresAt * 1000 - platform.clock.now().getTime());

function whyOver(ctx: WorkspaceContext): string | undefined {
  if (ctx.platform.streams.draining.aborted) return 'the server stops, come again';
  if (ctx.signal.aborted) return 'the request was cut';
  return msLeft(ctx) === 0 ? 'the access token has expired, come again with another' : undefined;
}
