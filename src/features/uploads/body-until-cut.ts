import type { IncomingMessage } from 'node:http';
import { untilAborted } from '../../platform/storage/abortable.ts';

/**
 * The body of a request as far as it comes: a cut connection, or a signal to stop, is its end and no fault, for what was received counts.
 * The request stays open when reading stops early, so that it can still be answered.
 */
export async function* bodyUntilCut(req: IncomingMessage, signal: AbortSignal): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* untilAborted(req.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>, signal);
  } catch {
    // whatever ended it, the bytes before were whole
  } finally {
    if (!req.complete) req.resume();
  }
}
