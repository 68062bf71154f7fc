import { isUtf8 } from 'node:buffer';
import { fileTypeFromBuffer, supportedMimeTypes } from 'file-type';
import { typeMismatch } from './errors.ts';
import { ANY_BYTES, canonicalType, typeByExtension } from './media-types.ts';
import { extensionOf } from './name-file.ts';

/** First bytes that are enough to recognize a type. */
export const SAMPLE_BYTES = 4_100;

// nothing may follow the last star: with something to reach, hostile comments make it try every way to split them
const PROLOG = /^(?:\s+|<!--[\s\S]*?-->|<\?xml[^>]*>|<!doctype\s+svg[^>]*>)*/i;
const HTML = /^<(!doctype\s+html|html|head|body|script|iframe|frameset|meta|title)[\s>/]/i;
const SVG = /^<svg[\s>/]/i;
const TEXT_SIGNATURES = new Set(['application/pdf', 'application/rtf', 'application/postscript', 'application/xml', 'message/rfc822']);
const ACTIVE = new Set(['text/html', 'image/svg+xml']);
const OLE = 'application/x-cfb';
const OLE_TYPES = /^application\/(msword|vnd\.ms-|vnd\.visio|x-msi|x-ole)/;
const ZIP_TYPES = /^application\/(zip|epub\+zip|java-archive|x-java-archive|vnd\.|x-.*zip)/;

/** What the first bytes positively are, undefined when they tell nothing. */
export async function detectType(sample: Uint8Array): Promise<string | undefined> {
  const text = textOf(sample);
  if (text !== undefined) {
    const markup = text.replace(PROLOG, '');
    if (SVG.test(markup)) return 'image/svg+xml';
    if (HTML.test(markup)) return 'text/html';
    if (text.startsWith('%PDF-')) return 'application/pdf';
  }
  // a parser of foreign formats on a cut sample: what it cannot make out is simply not recognized
  const found = await fileTypeFromBuffer(sample).catch(() => undefined);
  const type = found === undefined ? undefined : canonicalType(found.mime);
  // two letters are enough for some signatures: "BM" begins a bitmap and a letter to BMW
  if (type !== undefined && text !== undefined && !TEXT_SIGNATURES.has(type)) return undefined;
  return type;
}

/**
 * The media type to store for a file: the declared one, or the recognized one when none was declared.
 * Throws Problem `media-type-mismatch` when the bytes are positively something else than what type or extension claim.
 */
export async function settleType(sample: Uint8Array, declared: string | undefined, filename: string): Promise<string> {
  const found = await detectType(sample);
  const byName = typeByExtension(extensionOf(filename));
  const said = declared === ANY_BYTES ? undefined : declared;
  for (const claim of [said, byName]) {
    if (found !== undefined && claim !== undefined && contradicts(found, canonicalType(claim))) throw typeMismatch(claim, found);
  }
  if (said !== undefined) return said;
  if (textOf(sample) === undefined) return found ?? ANY_BYTES;
  return byName !== undefined && isTextType(byName) ? byName : (found ?? 'text/plain');
}

const isTextType = (type: string): boolean =>
  type.startsWith('text/') ||
  type === 'application/json' ||
  type === 'application/xml' ||
  type === 'message/rfc822' ||
  type.endsWith('+xml');

function contradicts(found: string, claim: string): boolean {
  if (found === claim) return false;
  if (isTextType(claim)) {
    // markup is text: sent as text it is stored as text and never rendered
    if (ACTIVE.has(found) || isTextType(found)) return false;
    return true;
  }
  if (ACTIVE.has(found)) return true;
  if (isZip(found) && isZip(claim)) return bothNamed(found, claim);
  if (found === OLE) return !OLE_TYPES.test(claim);
  if (isMedia(found) && isMedia(claim)) return false;
  return supportedMimeTypes.has(claim) || typeClaimsBytes(claim);
}

const isZip = (type: string): boolean => ZIP_TYPES.test(type) && !OLE_TYPES.test(type);
/** Containers share one signature: only two different office formats by their full names contradict each other. */
const bothNamed = (found: string, claim: string): boolean => found.startsWith('application/vnd.o') && claim.startsWith('application/vnd.o');
const isMedia = (type: string): boolean => /^(audio|video)\//.test(type);
const typeClaimsBytes = (type: string): boolean => type.startsWith('image/') || OLE_TYPES.test(type);

/** The sample as text, undefined when it is none. The last character may be torn by the cut. */
function textOf(sample: Uint8Array): string | undefined {
  let end = sample.length;
  for (let cut = 0; cut < 4 && !isUtf8(sample.subarray(0, end)); cut += 1) end -= 1;
  if (!isUtf8(sample.subarray(0, end))) return undefined;
  const text = Buffer.from(sample.buffer, sample.byteOffset, end)
    .toString()
    .replace(/^\ufeff/, '');
  return /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text) ? undefined : text;
}
