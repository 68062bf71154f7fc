import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { logUniform, type Random } from './random.ts';

interface CuttingProxyOptions {
  readonly port: number;
  readonly random: Random;
  /** How many of the connections are to be cut, 0 to 1. */
  readonly share: number;
  /** A cut comes after 1 to this many bytes, in the direction of the request, of the answer. */
  readonly mostUp: number;
  readonly mostDown: number;
}

/** A TCP proxy on loopback that breaks connections after a random number of bytes in a random direction. */
export interface CuttingProxy {
  readonly port: number;
  /** Connections so far, and those that were cut: while the request went out, while the answer came. */
  readonly counts: { connections: number; cutUp: number; cutDown: number };
  close(): Promise<void>;
}

export async function startCuttingProxy(options: CuttingProxyOptions): Promise<CuttingProxy> {
  const counts = { connections: 0, cutUp: 0, cutDown: 0 };
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(options.port, '127.0.0.1');
    counts.connections += 1;
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        open.delete(socket);
        (socket === near ? far : near).destroy();
      });
    }
    const { random, share, mostUp, mostDown } = options;
    const [cut, up, abrupt] = [random() < share, random() < 0.5, random() < 0.5];
    const left = logUniform(random, 1, up ? mostUp : mostDown);
    const breakBoth = (): void => {
      counts[up ? 'cutUp' : 'cutDown'] += 1;
      for (const socket of [near, far]) {
        if (abrupt) socket.resetAndDestroy();
        else socket.destroy();
      }
    };
    pass(near, far, cut && up ? left : Number.POSITIVE_INFINITY, breakBoth);
    pass(far, near, cut && !up ? left : Number.POSITIVE_INFINITY, breakBoth);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    counts,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Hands on `most` bytes and then calls `end`, with back pressure. */
function pass(from: Socket, to: Socket, most: number, end: () => void): void {
  let left = most;
  from.on('data', (chunk: Buffer) => {
    const part = chunk.subarray(0, left);
    left -= part.length;
    if (!to.write(part)) {
      from.pause();
      to.once('drain', () => from.resume());
    }
    // what was written last is to leave before the cut
    if (left === 0) to.write('', end);
  });
  from.once('end', () => to.end());
}
