import { hash } from 'node:crypto';
import { Problem } from '../../core/errors.ts';

/**
 * The entity tag of a JSON body: `"<revision>.<digest>"`. The revision counts what people change; the digest also covers
 * counters, joined values and the choice of fields.
 */
export const etag = (revision: string | number, body: string): string => `"${revision}.${hash('sha256', body, 'base64url').slice(0, 16)}"`;

/** The revision that an `If-Match` value names, undefined when it is not a tag of ours. */
export const revisionOf = (ifMatch: string): string | undefined => /^\s*"(\d{1,16})\.[\w-]{16}"\s*$/.exec(ifMatch)?.[1];

/** Throws Problem `precondition-failed` unless `ifMatch` is absent, `*`, or names this revision; the digest in it does not count. */
export function requireRevision(ifMatch: string | undefined, revision: number, noun: string): void {
  if (ifMatch === undefined || ifMatch.trim() === '*' || revisionOf(ifMatch) === String(revision)) return;
  const detail = `The ${noun} was changed after you read it. Read it again and repeat your change with its new ETag.`;
  throw new Problem('precondition-failed', { detail });
}
