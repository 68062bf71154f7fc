import type { Socket } from 'node:net';
import type { Request, Response } from 'express';

/**
 * Keeps the connection of a streamed upload while its silence is ours: the body is in, or what came is not read yet because
 * the store is slow. A caller who owes bytes, or does not read her answer, is cut when the socket's idle time is over.
 */
export function waitForOurselves(req: Request, res: Response): void {
  res.on('timeout', (socket: Socket) => {
    const waitsForUs = !res.headersSent && (req.complete || req.readableLength > 0);
    if (waitsForUs) socket.setTimeout(socket.timeout ?? 0);
    else socket.destroy();
  });
}
