import { invalidInput } from '../../core/errors.ts';
import { type Keys, keysFor, sign, verify } from '../../core/secrets.ts';

/** How many rows the list has; `exact` is false when there are more than are counted. */
export interface Count {
  readonly count: number;
  readonly exact: boolean;
}

/** A place between two rows of one list, and the way to go from there. */
export interface Place {
  readonly forward: boolean;
  /** Sort keys of the row beside it. */
  readonly keys: readonly (string | number | boolean)[];
  readonly count: Count;
}

const FORMAT = 1;
const MAX_LENGTH = 8192;
const MAC_BYTES = 16;

/** Cursor keys of these secrets. */
export const cursorKeys = keysFor('cursor');

/**
 * Cursors of one list: signed, and bound to all that `list` names (workspace, operation, sort, filters), so that they carry
 * only the place itself.
 */
export class Cursors {
  readonly #keys: Keys;
  readonly #list: string;

  constructor(keys: Keys, list: readonly unknown[]) {
    this.#keys = keys;
    this.#list = JSON.stringify([FORMAT, ...list]);
  }

  /** `keys` is the JSON array of the row's sort keys, as PostgreSQL wrote it. */
  seal(forward: boolean, keys: string, { count, exact }: Count): string {
    const payload = Buffer.from(`[${forward},${count},${exact},${keys}]`).toString('base64url');
    return `${payload}.${sign(this.#keys, this.#list + payload)
      .subarray(0, MAC_BYTES)
      .toString('base64url')}`;
  }

  /** Throws `invalid-request` for one that was changed, or was made for another list. */
  open(cursor: string): Place {
    const [payload = '', mac = '', ...more] = cursor.length <= MAX_LENGTH ? cursor.split('.', 3) : [];
    const signature = Buffer.from(mac, 'base64url');
    const genuine = more.length === 0 && signature.length === MAC_BYTES && verify(this.#keys, this.#list + payload, signature);
    if (!genuine)
      throw invalidInput('cursor', 'This cursor was made for another list, sort or filter, or was changed. Start again without it.');
    const [forward, count, exact, keys] = JSON.parse(Buffer.from(payload, 'base64url').toString()) as [
      boolean,
      number,
      boolean,
      Place['keys'],
    ];
    return { forward, keys, count: { count, exact } };
  }
}
