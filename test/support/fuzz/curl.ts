import type { Outgoing } from './wire.ts';

const quoted = (text: string): string =>
  /^[\x20-\x7e]*$/.test(text) ? `'${text.replaceAll("'", `'\\''`)}'` : `$'${text.replaceAll(/[^\x20-\x26\x28-\x5b\x5d-\x7e]/g, escapes)}'`;

const escapes = (letter: string): string =>
  [...Buffer.from(letter, 'latin1')].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');

/** The request as a line for a shell; the token is taken from $TOKEN. */
export function curlLine({ method, base, target, headers, body }: Outgoing): string {
  const sent = headers.map(([name, value]) =>
    name === 'authorization' && value.length > 500
      ? '-H "Authorization: Bearer $TOKEN"'
      : `-H ${quoted(value === '' ? `${name};` : `${name}: ${value}`)}`,
  );
  const content = body === undefined ? [] : [`--data-binary ${quoted(body.subarray(0, 2_000).toString('latin1'))}`];
  const cut = body !== undefined && body.length > 2_000 ? ` # body of ${body.length} bytes, cut here` : '';
  return ['curl -sig --path-as-is -X', method, quoted(`${base.href}${target}`), ...sent, ...content].join(' ') + cut;
}
