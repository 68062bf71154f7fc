/** Does `work` for each item, so many at a time; what `work` gives comes in the order in which it is done. Rejects with the first failure. */
export async function* inParallel<A, B>(
  items: AsyncIterable<A>,
  many: number,
  work: (item: A) => Promise<B>,
): AsyncGenerator<B, void, undefined> {
  const running = new Map<number, Promise<readonly [number, B]>>();
  let last = 0;
  const next = async (): Promise<B> => {
    const [id, result] = await Promise.race(running.values());
    running.delete(id);
    return result;
  };
  try {
    for await (const item of items) {
      const id = (last += 1);
      const done = work(item).then((result) => [id, result] as const);
      done.catch(() => undefined); // seen when its turn comes
      running.set(id, done);
      if (running.size >= many) yield await next();
    }
    while (running.size > 0) yield await next();
  } finally {
    await Promise.allSettled(running.values()); // nothing goes on behind the caller's back
  }
}
