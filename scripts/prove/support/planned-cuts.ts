import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A TCP proxy on loopback that breaks connections at planned places. */
export interface CuttingLine {
  readonly port: number;
  /** How many cuts were made. */
  cuts(): number;
  close(): Promise<void>;
}

/** Which way the bytes are counted: towards the server, or back. */
type Direction = 'up' | 'down';

/** Breaks whatever connection passes the next of `places`, counted in bytes over all connections together in one direction. */
export async function startCuttingLine(target: number, direction: Direction, places: readonly number[]): Promise<CuttingLine> {
  const left = [...places].sort((a, b) => a - b);
  const open = new Set<Socket>();
  let passed = 0;
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    const breakBoth = (): void => {
      // one end each time in another way: reset, or just gone
      if (left.length % 2 === 0) near.resetAndDestroy();
      else near.destroy();
      far.destroy();
    };
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        open.delete(socket);
        other.destroy();
      });
      const counted = (socket === near) === (direction === 'up');
      socket.on('data', (chunk: Buffer) => {
        if (counted) passed += chunk.length;
        if (counted && left[0] !== undefined && passed >= left[0]) {
          left.shift();
          breakBoth();
        } else if (!other.write(chunk)) {
          socket.pause();
          other.once('drain', () => socket.resume());
        }
      });
      socket.once('end', () => other.end());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    cuts: () => places.length - left.length,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
