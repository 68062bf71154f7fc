import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { faultsOf } from '../support/contract.ts';
import { setting } from '../support/environment.ts';

/** The port of the run's public listener. */
const publicPort = (): number => Number(new URL(setting('PUBLIC_URL')).port);

export interface RawAnswer {
  readonly status: number;
  readonly head: string;
  readonly body: string;
  /** Everything that came until the server closed the connection. */
  readonly text: string;
}

/** A plain connection. */
export async function open(port = publicPort()): Promise<Socket> {
  const socket = connect({ host: '127.0.0.1', port });
  socket.on('error', () => undefined); // a reset ends the reading below
  await once(socket, 'connect');
  return socket;
}

/** Reads until the server closes. */
export async function untilClosed(socket: Socket): Promise<RawAnswer> {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(socket, 'close');
  const text = Buffer.concat(chunks).toString();
  const [head = '', body = ''] = text.split('\r\n\r\n', 2);
  assert.deepEqual(problemFaults(head, body), [], text);
  return { status: Number(head.split(' ')[1] ?? 0), head, body, text };
}

/** Sends these bytes as they are and reads until the server closes. */
export async function send(bytes: string, port?: number): Promise<RawAnswer> {
  const socket = await open(port);
  socket.write(bytes);
  return untilClosed(socket);
}

/** What is wrong by the contract with a problem that came whole; other answers are the matter of who asked. */
function problemFaults(head: string, body: string): string[] {
  const headers = Object.fromEntries(
    [...head.matchAll(/^([\w-]+): (.*)$/gm)].map(([, name = '', value = '']) => [name.toLowerCase(), value.trim()]),
  );
  const bytes = Buffer.from(body);
  const whole = headers['content-length'] === String(bytes.length) && headers['content-type']?.startsWith('application/problem+json');
  return whole ? faultsOf(undefined, { status: Number(head.split(' ')[1]), headers, rawHeaders: [], bytes }) : [];
}
