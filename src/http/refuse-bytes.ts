import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Request, Response } from 'express';
import { Problem } from '../core/errors.ts';
import type { ProblemCode } from '../core/problem-types.ts';
import { renderProblem } from './render-problem.ts';
import { securityHeaders } from './security-headers.ts';

const problemOf = (code: string | undefined): Problem => {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return new Problem('request-timeout', { detail: 'The request did not arrive in time. Send it again, without pauses.' });
  if (code === 'HPE_HEADER_OVERFLOW')
    return new Problem('invalid-request', { detail: 'Address and headers of the request are longer than 16 KiB together. Shorten them.' });
  return new Problem('invalid-request', {
    detail: 'This is not a well-formed HTTP request. Check its Host, Content-Length and Transfer-Encoding headers.',
  });
};

/**
 * Answers bytes that are no HTTP request, or one that comes too slowly: Node's parser keeps them from the app. The answer
 * is a problem like any other, with the same headers, and the connection is closed.
 */
export function refuseBytes(
  publicUrl: string,
  onProblem?: (code: ProblemCode) => void,
): (error: Error & { readonly code?: string }, connection: Duplex) => void {
  const fixed = headerLines();
  return (error, connection) => {
    const socket = connection as Socket; // the listeners are plain TCP
    // after a byte of some answer, another one could be taken for a part of it
    if (!socket.writable || socket.bytesWritten > 0 || error.code === 'ECONNRESET') {
      socket.destroy();
      return;
    }
    const problem = problemOf(error.code);
    onProblem?.(problem.code);
    const requestId = randomUUID();
    const body = renderProblem(problem, { publicUrl, requestId, path: '/' });
    const head = [
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
      ...fixed,
      'Content-Type: application/problem+json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      `X-Request-Id: ${requestId}`,
      'Connection: close',
    ];
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
  };
}

/** What securityHeaders sets, as lines. */
function headerLines(): readonly string[] {
  const lines: string[] = [];
  const response = { setHeader: (name: string, value: unknown) => lines.push(`${name}: ${String(value)}`), removeHeader: () => undefined };
  securityHeaders()({} as Request, response as unknown as Response, () => undefined); // it reads and sets nothing else
  return lines;
}
