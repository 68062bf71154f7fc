import type { WorkspaceContext } from '../../platform/context.ts';

/** How long what was received may take to be kept after the caller has gone or the process must stop. */
const KEEPING_MS = 20_000;

/**
 * Runs with the caller's context and another signal: a connection that was cut must not keep us from storing what came through it. It
 * aborts some time after the caller's own, or with `lost`.
 */
export async function outlive<T>(ctx: WorkspaceContext, run: (lasting: WorkspaceContext) => Promise<T>, lost?: AbortSignal): Promise<T> {
  const late = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const { signal: gone } = ctx;
  const begin = (): void => {
    timer = setTimeout(() => late.abort(gone.reason), KEEPING_MS);
  };
  if (gone.aborted) begin();
  else gone.addEventListener('abort', begin, { once: true });
  const signal = lost === undefined ? late.signal : AbortSignal.any([late.signal, lost]);
  try {
    // not a copy: a context computes some of its fields when they are asked for
    return await run(new Proxy(ctx, { get: (own, name) => (name === 'signal' ? signal : Reflect.get(own, name, own)) }));
  } finally {
    clearTimeout(timer);
    gone.removeEventListener('abort', begin);
  }
}
