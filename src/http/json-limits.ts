const DEEPEST = 32;
const MOST_MEMBERS = 2_000;
const MOST_ELEMENTS = 2_000;

const [QUOTE, BACKSLASH, COLON, COMMA] = [0x22, 0x5c, 0x3a, 0x2c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * Refuses JSON nested deeper than 32 or with more than 2,000 members or elements, before it is parsed and validated: the
 * validator's work grows with them, with unique elements by their square. One pass over the bytes of a UTF-8 text, well-formed or not.
 * Throws an error of type `json.too.complex` for the renderer of problems.
 */
export function limitJson(bytes: Uint8Array): void {
  let depth = 0;
  let members = 0;
  let elements = 0;
  let inText = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (inText) {
      if (byte === BACKSLASH) i++;
      else if (byte === QUOTE) inText = false;
    } else if (byte === QUOTE) inText = true;
    else if (byte === COLON) members++;
    else if (byte === COMMA) elements++;
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) depth++;
    else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth--;
    if (depth > DEEPEST || members > MOST_MEMBERS || elements > MOST_ELEMENTS)
      throw Object.assign(new Error('JSON beyond the limits'), { type: 'json.too.complex' });
  }
}
