import { type ByteSpan, contentRange, parseRange, spanLength } from './byte-range.ts';
import { Problem } from './errors.ts';

/** A binary as it may be downloaded. */
export interface ContentFacts {
  /** Strong entity tag, quotes included. */
  readonly etag: string;
  readonly lastModified: Date;
  /** Bytes of the whole. */
  readonly size: number;
  /** SHA-256 of the whole in hex; null when nobody computed it. */
  readonly sha256: string | null;
  /** Ready-made value of `Content-Disposition`, always an attachment for bytes that people sent us. */
  readonly disposition: string;
}

/** The headers of a request that decide what part of a binary it gets, names in lower case. Without `range` for HEAD. */
export interface ContentRequest {
  readonly 'if-none-match'?: string | undefined;
  readonly 'if-modified-since'?: string | undefined;
  readonly 'if-range'?: string | undefined;
  readonly range?: string | undefined;
}

interface Validators {
  readonly ETag: string;
  readonly 'Last-Modified': string;
  readonly 'Cache-Control': string;
}

interface Download extends Validators {
  readonly 'Accept-Ranges': 'bytes';
  readonly 'Content-Disposition': string;
  readonly 'Content-Length': number;
  readonly 'Repr-Digest'?: string;
  readonly 'Content-Security-Policy': string;
  readonly 'X-Content-Type-Options': string;
}

/** What to answer: the whole, the bytes of `range`, or that the caller has it already. */
export type ContentPlan =
  | { readonly status: 200; readonly headers: Download }
  | { readonly status: 206; readonly range: ByteSpan; readonly headers: Download & { readonly 'Content-Range': string } }
  | { readonly status: 304; readonly headers: Validators };

/**
 * Decides by preconditions and range, in the order of RFC 9110, section 13.2.2.
 * Throws Problem `range-not-satisfiable` (416, with `Content-Range`).
 */
export function planContent(request: ContentRequest, facts: ContentFacts): ContentPlan {
  const validators: Validators = {
    ETag: facts.etag,
    'Last-Modified': facts.lastModified.toUTCString(),
    'Cache-Control': 'private, no-store',
  };
  if (isKnown(request, facts)) return { status: 304, headers: validators };

  const range = rangeApplies(request['if-range'], facts) ? parseRange(request.range, facts.size) : undefined;
  if (range === 'unsatisfiable') {
    throw new Problem('range-not-satisfiable', {
      detail: `The range lies outside the ${facts.size} bytes of the content. Ask for bytes 0 to ${Math.max(facts.size - 1, 0)}.`,
      headers: { 'Content-Range': `bytes */${facts.size}` },
    });
  }
  if (range === undefined) return { status: 200, headers: download(facts, validators, facts.size) };
  const headers = { ...download(facts, validators, spanLength(range)), 'Content-Range': contentRange(range, facts.size) };
  return { status: 206, range, headers };
}

function download(facts: ContentFacts, validators: Validators, length: number): Download {
  return {
    ...validators,
    'Accept-Ranges': 'bytes',
    'Content-Disposition': facts.disposition,
    'Content-Length': length,
    ...(facts.sha256 !== null && { 'Repr-Digest': `sha-256=:${Buffer.from(facts.sha256, 'hex').toString('base64')}:` }),
    'Content-Security-Policy': 'sandbox', // nothing in it may act in our name, whatever a browser makes of it
    'X-Content-Type-Options': 'nosniff',
  };
}

/** Weak comparison for If-None-Match, which makes If-Modified-Since void. */
function isKnown(request: ContentRequest, facts: ContentFacts): boolean {
  const known = request['if-none-match'];
  if (known !== undefined) return known.trim() === '*' || tags(known).some((tag) => tag.replace(/^W\//, '') === facts.etag);
  const since = Date.parse(request['if-modified-since'] ?? '');
  return !Number.isNaN(since) && Math.floor(facts.lastModified.getTime() / 1000) <= since / 1000;
}

/** Strong comparison: a weak tag never matches, a date only when it is the very one we sent. */
function rangeApplies(ifRange: string | undefined, facts: ContentFacts): boolean {
  if (ifRange === undefined) return true;
  const value = ifRange.trim();
  return value.startsWith('"') ? value === facts.etag : value === facts.lastModified.toUTCString();
}

const tags = (list: string): string[] => list.match(/(?:W\/)?"[^"]*"/g) ?? [];
