import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
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
  return { status: Number(head.split(' ')[1] ?? 0), head, body, text };
}

/** Sends these bytes as they are and reads until the server closes. */
export async function send(bytes: string, port?: number): Promise<RawAnswer> {
  const socket = await open(port);
  socket.write(bytes);
  return untilClosed(socket);
}
