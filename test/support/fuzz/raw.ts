import type { Outgoing } from './wire.ts';

/** Requests that no client library sends: lies about their length, broken chunks, broken heads. */
export function rawRequests({
  method,
  base,
  target,
  headers,
  body,
}: Outgoing): (readonly [label: string, bytes: Buffer, elsewhere?: boolean])[] {
  const lines = headers.filter(([name]) => name.toLowerCase() !== 'host').map(([name, value]) => `${name}: ${value}`);
  const send = (more: readonly string[], content: Buffer | string = '', line = `${method} ${base.pathname}${target} HTTP/1.1`): Buffer =>
    Buffer.concat([
      Buffer.from([line, `Host: ${base.host}`, 'Connection: close', ...lines, ...more, '', ''].join('\r\n'), 'latin1'),
      typeof content === 'string' ? Buffer.from(content, 'latin1') : content,
    ]);
  const bytes = body ?? Buffer.from('{}');
  const sized = `Content-Length: ${bytes.length}`;
  return [
    ['raw: a length too long by one', send([`Content-Length: ${bytes.length + 1}`], bytes)],
    ['raw: a length too short by one', send([`Content-Length: ${Math.max(0, bytes.length - 1)}`], bytes)],
    ['raw: a length below zero', send(['Content-Length: -1'], bytes)],
    ['raw: a length that is no number', send(['Content-Length: x'], bytes)],
    ['raw: two lengths', send([sized, 'Content-Length: 1'], bytes)],
    ['raw: a length and chunks', send([sized, 'Transfer-Encoding: chunked'], bytes)],
    ['raw: broken chunks', send(['Transfer-Encoding: chunked'], 'zz\r\nabc\r\n0\r\n\r\n')],
    ['raw: chunks without an end', send(['Transfer-Encoding: chunked'], '2\r\n{}\r\n')],
    [
      'raw: good chunks',
      send(
        ['Transfer-Encoding: chunked'],
        Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n0\r\n\r\n')]),
      ),
    ],
    ['raw: an unknown transfer coding', send(['Transfer-Encoding: gzip, chunked'], '0\r\n\r\n')],
    ['raw: a NUL in a header', send(['X-A: a\u0000b', sized], bytes)],
    ['raw: a header without a colon', send(['nonsense', sized], bytes)],
    ['raw: a space before the colon', send(['X-A : b', sized], bytes)],
    ['raw: a folded header', send(['X-A: b', ' c', sized], bytes)],
    ['raw: a header of 20,000 bytes', send([`X-A: ${'x'.repeat(20_000)}`, sized], bytes)],
    ['raw: 3,000 headers', send([...Array.from({ length: 3_000 }, () => 'a:'), sized], bytes)],
    ['raw: two hosts', send(['Host: evil.example', sized], bytes)],
    ['raw: HTTP/1.0', send([sized], bytes, `${method} ${base.pathname}${target} HTTP/1.0`)],
    ['raw: HTTP/3.7', send([sized], bytes, `${method} ${base.pathname}${target} HTTP/3.7`)],
    ['raw: a NUL in the address', send([sized], bytes, `${method} ${base.pathname}${target}\u0000 HTTP/1.1`), true],
    ['raw: a whole address', send([sized], bytes, `${method} http://evil.example${base.pathname}${target} HTTP/1.1`), true],
    ['raw: a star', send([sized], bytes, `${method} * HTTP/1.1`), true],
    ['raw: a method nobody knows', send([sized], bytes, `NONSENSE ${base.pathname}${target} HTTP/1.1`), true],
    ['raw: an address of 20,000 bytes', send([sized], bytes, `${method} ${base.pathname}${target}?${'x'.repeat(20_000)} HTTP/1.1`)],
  ];
}
