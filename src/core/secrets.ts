import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

const KEY_BYTES = 32;

/** Keys for one use, in the order of the configured secrets: the first signs, all verify. */
export type Keys = readonly [Buffer, ...Buffer[]];

/** Derives the keys of one use by HKDF-SHA-256. A label of its own for each use, so that no key serves two. */
export function deriveKeys(secrets: readonly [string, ...string[]], label: string): Keys {
  const derive = (secret: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', `tabularium/${label}`, KEY_BYTES));
  const [first, ...others] = secrets;
  return [derive(first), ...others.map(derive)];
}

/** `deriveKeys` for one use, derived once for each list of secrets: what is asked on every request costs a look-up. */
export function keysFor(label: string): (secrets: readonly [string, ...string[]]) => Keys {
  const known = new WeakMap<readonly string[], Keys>();
  return (secrets) => {
    const keys = known.get(secrets) ?? deriveKeys(secrets, label);
    known.set(secrets, keys);
    return keys;
  };
}

/** HMAC-SHA-256 of the text by the first key. */
export const sign = (keys: Keys, text: string): Buffer => mac(keys[0], text);

/** Whether `signature` is the MAC of the text, whole or cut to at least 16 bytes, by any of the keys; compared in constant time. */
export const verify = (keys: Keys, text: string, signature: Buffer): boolean =>
  signature.length >= 16 &&
  signature.length <= KEY_BYTES &&
  keys.some((key) => timingSafeEqual(mac(key, text).subarray(0, signature.length), signature));

const mac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
