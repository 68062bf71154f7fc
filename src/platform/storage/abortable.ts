/**
 * The chunks of `source` until it ends or the signal aborts; then throws the signal's reason at once, even while the source is silent.
 */
export async function* untilAborted(source: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array, void, undefined> {
  const iterator = source[Symbol.asyncIterator]();
  let giveUp: (reason: unknown) => void = () => undefined;
  const onAbort = (): void => giveUp(signal.reason);
  // a promise a chunk, not one race against the signal: that one would collect a listener for each chunk until the end
  const next = (): Promise<IteratorResult<Uint8Array>> =>
    new Promise((resolve, reject) => {
      giveUp = reject;
      iterator.next().then(resolve, reject);
    });
  let ended = false;
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    while (!ended) {
      signal.throwIfAborted();
      const result = await next();
      if (result.done === true) ended = true;
      else yield result.value;
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    // not awaited: a source that waits for bytes answers `return` only when they come
    if (!ended) void iterator.return?.().catch(() => undefined);
  }
}
