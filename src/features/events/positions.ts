import { invalidInput } from '../../core/errors.ts';
import { type Keys, keysFor, sign, verify } from '../../core/secrets.ts';

const MAX_LENGTH = 400;
const MAC_BYTES = 16;

const positionKeys = keysFor('event-position');

/**
 * Ids of the events of one stream: a place in it, signed and bound to the stream (workspace, and package where it is of one), so that
 * an id of another workspace is as good as a made-up one.
 */
export class Positions {
  readonly #keys: Keys;
  readonly #stream: string;

  constructor(secrets: readonly [string, ...string[]], stream: readonly string[]) {
    this.#keys = positionKeys(secrets);
    this.#stream = JSON.stringify(stream);
  }

  seal(place: readonly string[]): string {
    const payload = Buffer.from(place.join(' ')).toString('base64url');
    return `${payload}.${this.#mac(payload).toString('base64url')}`;
  }

  /** Throws `invalid-request` for one that was changed, or was given by another stream. */
  open(id: string): readonly string[] {
    const [payload = '', mac = '', ...more] = id.length <= MAX_LENGTH ? id.split('.', 3) : [];
    const signature = Buffer.from(mac, 'base64url');
    const genuine = more.length === 0 && signature.length === MAC_BYTES && verify(this.#keys, this.#stream + payload, signature);
    if (genuine) return Buffer.from(payload, 'base64url').toString().split(' ');
    throw invalidInput(
      'Last-Event-ID',
      'This id was given by another stream, or was changed. Send the id of the last event you got, or none.',
    );
  }

  #mac(payload: string): Buffer {
    return sign(this.#keys, this.#stream + payload).subarray(0, MAC_BYTES);
  }
}
