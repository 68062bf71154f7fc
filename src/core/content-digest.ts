import { invalidInput, Problem } from './errors.ts';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

// one member of a structured dictionary (RFC 8941) whose value is a byte sequence; what parameters say is not asked for
const MEMBER = /^[ \t]*([a-z*][a-z0-9_\-.*]*)=:([A-Za-z0-9+/]*={0,2}):[ \t]*(;[^,]*)?$/;
const SHA256_BYTES = 32;

/**
 * The SHA-256, in hex, that the body of a request promises to have (RFC 9530); undefined when it promises none: other algorithms are
 * passed over. Both headers count: a body without Content-Encoding is its own representation. Throws `invalid-request` naming a header that is malformed, and `digest-mismatch` when the two headers disagree.
 */
export function promisedSha256(headers: Headers): string | undefined {
  const content = sha256In('Content-Digest', headers['content-digest']);
  const representation = sha256In('Repr-Digest', headers['repr-digest']);
  if (content !== undefined && representation !== undefined && content !== representation) {
    throw mismatch('Content-Digest and Repr-Digest name two different SHA-256: of a body without Content-Encoding they are the same.');
  }
  return content ?? representation;
}

/** Throws `digest-mismatch` unless nothing was promised or the bytes are what was promised. */
export function requireDigest(promised: string | undefined, found: string): void {
  if (promised === undefined || promised === found) return;
  throw mismatch('The body that arrived has another SHA-256 than its digest header promised. Nothing was stored; send it again.');
}

function sha256In(name: string, header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  let found: Buffer | undefined;
  for (const member of String(header).split(',')) {
    const [, algorithm, value] = MEMBER.exec(member) ?? [];
    if (algorithm === undefined || value === undefined) throw malformed(name);
    if (algorithm === 'sha-256') found = Buffer.from(value, 'base64');
  }
  if (found !== undefined && found.length !== SHA256_BYTES) throw malformed(name);
  return found?.toString('hex');
}

const malformed = (name: string): Problem =>
  invalidInput(name, `${name} must be as RFC 9530 says, for example sha-256=:<32 bytes in base64>:, or be left out.`);

const mismatch = (detail: string): Problem => new Problem('digest-mismatch', { detail });
