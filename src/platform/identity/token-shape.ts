import { Buffer } from 'node:buffer';

/** Header and claims of a compact JWS, parsed and not yet believed. */
export interface TokenShape {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** Longer than any token Keycloak makes for us (about 900 characters), short enough to parse without a thought. */
const MAX_LENGTH = 8192;
const COMPACT = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;

/** Splits a compact JWS; null when it is no such thing or one of its objects names a member twice. */
export function parseToken(token: string): TokenShape | null {
  if (token.length > MAX_LENGTH || !COMPACT.test(token)) return null;
  const [header, claims] = token.split('.').slice(0, 2).map(parseSegment);
  return header && claims ? { header, claims } : null;
}

function parseSegment(segment: string): Record<string, unknown> | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(segment, 'base64url'));
    const value: unknown = JSON.parse(text);
    if (!isObject(value) || countNames(text) !== countMembers(value)) return null;
    return value;
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Member names in valid JSON text, doubled ones counted twice. JSON.parse keeps the last of two equal names and other
 * parsers the first, so a token with a doubled claim could mean one thing to its issuer and another to us.
 */
function countNames(json: string): number {
  let names = 0;
  for (const [, colon] of json.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)) if (colon !== undefined) names += 1;
  return names;
}

function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const inside = Object.values(value).reduce<number>((sum, member) => sum + countMembers(member), 0);
  return Array.isArray(value) ? inside : inside + Object.keys(value).length;
}
