import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** Which connections of a server are at work: from a request's headers to the last byte of its answer. */
export class Connections {
  readonly #server: Server;
  readonly #requests = new Map<Socket, number>();

  constructor(server: Server) {
    this.#server = server;
    server.on('connection', (socket) => {
      this.#requests.set(socket, 0);
      socket.once('close', () => this.#requests.delete(socket));
    });
    server.prependListener('request', ({ socket }, res) => {
      this.#add(socket, 1);
      res.once('close', () => this.#add(socket, -1));
    });
  }

  /**
   * Ends connections that never said anything, and, once every answer has gone out whole, those that wait for a next
   * request: Node takes a connection for idle as soon as its answer is written, though most of it may not be sent yet.
   */
  endIdle(): void {
    let sending = false;
    for (const [socket, requests] of this.#requests) {
      if (requests > 0 || socket.writableLength > 0) sending = true;
      else if (socket.bytesRead === 0) socket.destroy();
    }
    if (!sending) this.#server.closeIdleConnections();
  }

  #add(socket: Socket, count: number): void {
    const now = this.#requests.get(socket);
    if (now !== undefined) this.#requests.set(socket, now + count);
  }
}
