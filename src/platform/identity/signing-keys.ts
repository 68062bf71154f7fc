import { type CryptoKey, importJWK, type JWK } from 'jose';
import { asObject, fetchJson } from './fetch-json.ts';
import type { SigningKeys } from './key-set.ts';

const MIN_MODULUS_BITS = 2048;

/**
 * Fetches a JWKS and keeps the RSA keys fit for RS256 signatures, at least 2048 bits long.
 * Rejects when the answer is no JWKS or holds no such key: an empty set would turn an outage into a refusal of everybody.
 */
export async function fetchSigningKeys(url: URL): Promise<SigningKeys> {
  const { status, json } = await fetchJson(url);
  const published: unknown = asObject(json).keys;
  if (status !== 200 || !Array.isArray(published)) throw new Error(`key set answered ${status} without keys`);
  const keys = new Map<string, CryptoKey>();
  for (const jwk of published.filter(isSigningKey)) {
    const key = await importJWK(jwk, 'RS256');
    if (!(key instanceof Uint8Array) && modulusBits(key) >= MIN_MODULUS_BITS) keys.set(jwk.kid, key);
  }
  if (keys.size === 0) throw new Error('key set holds no RS256 signing key');
  return keys;
}

const modulusBits = (key: CryptoKey): number => ('modulusLength' in key.algorithm ? Number(key.algorithm.modulusLength) : 0);

function isSigningKey(value: unknown): value is JWK & { kid: string } {
  const { kty, use, alg, kid, n, e } = asObject(value);
  const fit = kty === 'RSA' && (use === undefined || use === 'sig') && (alg === undefined || alg === 'RS256');
  return fit && typeof kid === 'string' && typeof n === 'string' && typeof e === 'string';
}
