/** What every stream is answered with; a proxy in front must not gather it. */
export const STREAM = { status: 200, headers: { 'X-Accel-Buffering': 'no' }, contentType: 'text/event-stream; charset=utf-8' } as const;

/**
 * The id of the last event that the caller got, by the header or, for those who cannot set one, by the query. The header counts
 * when both are there: a reader that reconnects keeps its address and sends the newer one in the header.
 */
export function lastEventIdOf(
  headers: { readonly 'last-event-id'?: string | undefined },
  query: { readonly lastEventId?: string | undefined },
): string | undefined {
  const given = headers['last-event-id'] || query.lastEventId;
  return given === '' ? undefined : given;
}
