import { type FieldFault, Problem } from '../../core/errors.ts';
import type { StoredPart, UploadedPart } from '../../platform/storage/object-parts.ts';
import type { DeclaredPart } from './types.ts';

/** What a caller says that the store has answered to a part. */
export interface SentPart {
  readonly number: number;
  readonly etag: string;
}

const MOST_NAMED = 20;

/**
 * The parts as the store has them, when each is there with the declared size and with the ETag that the caller names for it. That its bytes
 * are those declared was seen to by the store, which takes no others at a signed address; listings of parts tell no checksum everywhere.
 * Throws `upload-incomplete` for missing parts, `unprocessable` for others.
 */
export function checkParts(
  declared: readonly DeclaredPart[],
  stored: readonly StoredPart[],
  sent: readonly SentPart[],
): readonly UploadedPart[] {
  const found = new Map(stored.map((part) => [part.number, part]));
  const missing = declared.filter(({ number }) => !found.has(number));
  if (missing.length > 0) throw incomplete(missing);
  const wrong = declared.filter(({ number, size }) => found.get(number)?.size !== size);
  if (wrong.length > 0) throw unlike(wrong.map(({ number }) => fault(number, 'has another size in the store than was declared')));
  const numbers = new Set(declared.map(({ number }) => number));
  const strange = sent.filter(
    ({ number, etag }, at) =>
      !numbers.has(number) || plain(found.get(number)?.etag) !== plain(etag) || sent.findIndex((one) => one.number === number) !== at,
  );
  if (strange.length > 0) throw unlike(strange.map(({ number }) => fault(number, 'is not in the store under this ETag')));
  return declared.map(({ number }) => ({ number, etag: found.get(number)?.etag ?? '' }));
}

const plain = (etag: string | undefined): string | undefined => etag?.replaceAll('"', '').toLowerCase();

const fault = (number: number, what: string): FieldFault => ({
  pointer: `/parts/${number}`,
  code: 'different',
  detail: `Part ${number} ${what}.`,
});

const incomplete = (missing: readonly DeclaredPart[]): Problem =>
  new Problem('upload-incomplete', {
    detail: `The store lacks ${missing.length} of the parts. Send them, then complete the upload again.`,
    errors: missing.slice(0, MOST_NAMED).map(({ number }) => ({
      pointer: `/parts/${number}`,
      code: 'missing',
      detail: `Part ${number} is not in the store.`,
    })),
  });

const unlike = (errors: readonly FieldFault[]): Problem =>
  new Problem('unprocessable', {
    detail: 'Parts of the upload are not what was declared or named. Send them again, then complete the upload.',
    errors: errors.slice(0, MOST_NAMED),
  });
