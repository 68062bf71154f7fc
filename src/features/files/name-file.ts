import { filenameInvalid } from './errors.ts';

const MAX_BYTES = 255;
const MAX_EXTENSION_BYTES = 32;
/** What is looked at: a name sits at the end of its path, and the work per character grows with the length. */
const MAX_GIVEN = 1024;
// control characters, marks that turn the direction of text, and what is invisible or no text at all
const UNSEEN = /[\p{Cc}\p{Cs}\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]/gu;
const DEVICE = /^(con|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])(?=\.|\s*$)/i;

/**
 * A file name that is safe on every system, made of what was sent: the last component of a path, without control and direction
 * characters, no device name of Windows, at most 255 bytes of UTF-8 with its extension kept. Throws Problem `filename-invalid` when nothing is left.
 */
export function cleanFilename(given: string | undefined): string {
  if (given === undefined) throw filenameInvalid('The file has no name. Send one of 1 to 255 characters.');
  const last = given.slice(-MAX_GIVEN).normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const bare = last
    .replace(/^[a-z]:/i, '')
    .replaceAll(UNSEEN, '')
    .trim()
    .replace(/[. ]+$/, '');
  if (bare === '')
    throw filenameInvalid('No usable file name is left of the one that was sent. Send one of 1 to 255 characters without slashes.');
  return shorten(DEVICE.test(bare) ? `_${bare}` : bare);
}

/** Lower-case extension without its dot, '' when there is none. */
export function extensionOf(filename: string): string {
  const dot = filename.lastIndexOf('.');
  return dot > 0 ? filename.slice(dot + 1).toLowerCase() : '';
}

function shorten(name: string): string {
  if (Buffer.byteLength(name) <= MAX_BYTES) return name;
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && Buffer.byteLength(name.slice(dot)) <= MAX_EXTENSION_BYTES ? name.slice(dot) : '';
  return cut(name.slice(0, name.length - extension.length), MAX_BYTES - Buffer.byteLength(extension)).trimEnd() + extension;
}

/** The longest beginning of at most `bytes` bytes that tears no character. */
function cut(text: string, bytes: number): string {
  const whole = Buffer.from(text).subarray(0, bytes);
  return whole.toString().replace(/\ufffd+$/, '');
}
