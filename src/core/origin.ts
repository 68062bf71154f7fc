import { randomBytes, randomUUID } from 'node:crypto';

/** The request that a piece of work goes back to, and the trace that both belong to (W3C Trace Context). */
export interface Origin {
  readonly requestId: string;
  /** 32 digits of lower-case hex. */
  readonly traceId: string;
  /** Whether the caller records the trace, as she said it. */
  readonly sampled: boolean;
  /** `tracestate` as it came, for those whom we call; undefined when there is none. */
  readonly traceState: string | undefined;
}

const PARENT = /^(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})(-.*)?$/;
const MEMBER = String.raw`[ \t]*(?:[a-z0-9][\w\-*/@]{0,255}=[\x20-\x2b\x2d-\x3c\x3e-\x7e]{0,255}[\x21-\x2b\x2d-\x3c\x3e-\x7e][ \t]*)?`;
const STATE = new RegExp(`^${MEMBER}(?:,${MEMBER}){0,31}$`);
const STATE_LENGTH = 512;
const SAMPLED = 0b1;

/** What a request says of its trace. A `traceparent` that is malformed counts as none, and the trace begins here. */
export function originOf(requestId: string, parent: string | undefined, state: string | undefined): Origin {
  const [, version, traceId, flags = '', more] = parent === undefined ? [] : (PARENT.exec(parent) ?? []);
  // version 00 ends with its flags; what later ones add is theirs
  if (traceId === undefined || (version === '00' && more !== undefined))
    return { requestId, traceId: newTraceId(), sampled: false, traceState: undefined };
  const known = state !== undefined && state.length <= STATE_LENGTH && STATE.test(state);
  return { requestId, traceId, sampled: (Number.parseInt(flags, 16) & SAMPLED) !== 0, traceState: known ? state : undefined };
}

const newTraceId = (): string => randomUUID().replaceAll('-', '');

/** The value of `traceparent` for what we set off: the caller's trace, a span of our own. */
export const traceParent = ({ traceId, sampled }: Origin): string =>
  `00-${traceId}-${randomBytes(8).toString('hex')}-${sampled ? '01' : '00'}`;

/** The headers of a call of ours. */
export const traceHeaders = (origin: Origin): Readonly<Record<string, string>> => ({
  traceparent: traceParent(origin),
  ...(origin.traceState !== undefined && { tracestate: origin.traceState }),
});
