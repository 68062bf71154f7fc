/** The first bytes of a stream, and the whole stream again. */
export interface Sampled {
  readonly sample: Uint8Array;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Reads until `wanted` bytes are there or the stream ends; an empty sample means an empty stream. */
export async function takeSample(source: AsyncIterable<Uint8Array>, wanted: number): Promise<Sampled> {
  const iterator = source[Symbol.asyncIterator]();
  const begun: Uint8Array[] = [];
  let size = 0;
  while (size < wanted) {
    const next = await iterator.next();
    if (next.done === true) break;
    begun.push(next.value);
    size += next.value.length;
  }
  return { sample: Buffer.concat(begun, Math.min(size, wanted)), bytes: resume(begun, iterator) };
}

async function* resume(begun: Uint8Array[], iterator: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* begun.splice(0);
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}

/** Passes chunks on and throws `fault()` once more bytes have gone through, over all streams, than `maxBytes`. */
export function byteLimit(
  maxBytes: number,
  fault: () => Error,
): (source: AsyncIterable<Uint8Array>) => AsyncGenerator<Uint8Array, void, undefined> {
  let left = maxBytes;
  return async function* limited(source) {
    for await (const chunk of source) {
      left -= chunk.length;
      if (left < 0) throw fault();
      yield chunk;
    }
  };
}
