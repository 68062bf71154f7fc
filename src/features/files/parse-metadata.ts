import { invalidInput } from '../../core/errors.ts';

const TITLE_CHARACTERS = 255;
const CONTROL = /\p{Cc}/u;

/** The part `metadata` of an upload: a JSON object with an optional `title`. Throws Problem `invalid-request` naming the field. */
export function parseMetadata(text: string | undefined): { readonly title?: string } {
  if (text === undefined) throw invalidInput('metadata', 'The part metadata is too long.');
  const value = parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw invalidInput('metadata', 'The part metadata must be a JSON object.');
  const unknown = Object.keys(value).find((name) => name !== 'title');
  if (unknown !== undefined) {
    throw invalidInput(`metadata/${unknown.slice(0, 100)}`, 'This is not a field of the metadata; only title is.', 'unknown');
  }
  if (!('title' in value)) return {};
  return { title: checkTitle(value.title) };
}

function checkTitle(title: unknown): string {
  const length = typeof title === 'string' ? Array.from(title).length : 0;
  if (typeof title !== 'string' || length > TITLE_CHARACTERS || title.trim() === '' || CONTROL.test(title) || !title.isWellFormed()) {
    throw invalidInput('metadata/title', `The title must be text of 1 to ${TITLE_CHARACTERS} characters without control characters.`);
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
