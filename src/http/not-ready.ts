import { Problem } from '../core/errors.ts';

/** 503 of a readiness check: whoever balances load sends the next request elsewhere. */
export const notReady = (why: string): Problem =>
  new Problem('unavailable', { detail: `Not ready: ${why}.`, headers: { 'Retry-After': '5' } });
