import { type Origin, originOf, traceParent } from '../../core/origin.ts';

/** Kept beside a job's own payload, whose schema does not see it. */
const REQUEST = '$requestId';
const TRACE = '$traceparent';

/** Where a job comes from, as it is stored. `tracestate` is left out: it is the caller's text, and no job passes it on. */
export const storedOrigin = (origin: Origin | undefined): Readonly<Record<string, string>> =>
  origin === undefined ? {} : { [REQUEST]: origin.requestId, [TRACE]: traceParent(origin) };

/** Undefined for a job that no request has set off. */
export function readOrigin(data: Readonly<Record<string, unknown>>): Origin | undefined {
  const [requestId, parent] = [data[REQUEST], data[TRACE]];
  return typeof requestId === 'string' && typeof parent === 'string' ? originOf(requestId, parent, undefined) : undefined;
}
