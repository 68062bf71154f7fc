import type { WorkspaceContext } from '../../platform/context.ts';

/** How long what was received may take to be kept after the caller has gone or the process must stop. */
const KEEPING_MS = 20_000;

interface Outliving {
  readonly ctx: WorkspaceContext;
  /** To be called when all is kept. */
  readonly end: () => void;
}

/**
 * The caller's context with another signal: a connection that was cut must not keep us from storing what came through it. It aborts some
 * time after the caller's own, or with `lost`.
 */
export function outliving(ctx: WorkspaceContext, lost?: AbortSignal): Outliving {
  const late = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const { signal: gone } = ctx;
  const begin = (): void => {
    timer = setTimeout(() => late.abort(gone.reason), KEEPING_MS);
  };
  if (gone.aborted) begin();
  else gone.addEventListener('abort', begin, { once: true });
  const signal = lost === undefined ? late.signal : AbortSignal.any([late.signal, lost]);
  return {
    // not a copy: a context computes some of its fields when they are asked for
    ctx: new Proxy(ctx, { get: (own, name) => (name === 'signal' ? signal : Reflect.get(own, name, own)) }),
    end: () => {
      clearTimeout(timer);
      gone.removeEventListener('abort', begin);
    },
  };
}
