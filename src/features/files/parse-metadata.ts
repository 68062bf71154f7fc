import { invalidInput } from '../../core/errors.ts';

const TITLE_CHARACTERS = 255;
const FILENAME_CHARACTERS = 1024;
const CONTROL = /\p{Cc}/u;

/** What the part `metadata` says of the file after it. */
export interface Metadata {
  /** Text, not yet made safe. */
  readonly filename?: string;
  readonly title?: string;
}

const FIELDS = new Set(['filename', 'title']);

/** The part `metadata` of an upload: a JSON object. Throws Problem `invalid-request` naming the field. */
export function parseMetadata(text: string | undefined): Metadata {
  if (text === undefined) throw invalidInput('metadata', 'The part metadata is too long.');
  const value = parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw invalidInput('metadata', 'The part metadata must be a JSON object.');
  const unknown = Object.keys(value).find((name) => !FIELDS.has(name));
  if (unknown !== undefined) {
    throw invalidInput(`metadata/${unknown.slice(0, 100)}`, 'This is not a field of the metadata; only filename and title are.', 'unknown');
  }
  return {
    ...('filename' in value && { filename: checkFilename(value.filename) }),
    ...('title' in value && { title: checkTitle(value.title, 'metadata/title') }),
  };
}

function checkFilename(filename: unknown): string {
  if (typeof filename === 'string' && filename !== '' && filename.length <= FILENAME_CHARACTERS) return filename;
  throw invalidInput('metadata/filename', `The file name must be text of 1 to ${FILENAME_CHARACTERS} characters.`);
}

/** A title as it was sent, when it may be one. Throws Problem `invalid-request` naming the place. */
export function checkTitle(title: unknown, pointer: string): string {
  const length = typeof title === 'string' ? Array.from(title).length : 0;
  if (typeof title !== 'string' || length > TITLE_CHARACTERS || title.trim() === '' || CONTROL.test(title) || !title.isWellFormed()) {
    throw invalidInput(pointer, `The title must be text of 1 to ${TITLE_CHARACTERS} characters without control characters.`);
  }
  return title;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw invalidInput('metadata', 'The part metadata is not well-formed JSON.');
  }
}
