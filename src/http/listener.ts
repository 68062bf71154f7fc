import { createServer, type Server } from 'node:http';
import { type AddressInfo, Server as NetServer } from 'node:net';
import type { Express } from 'express';
import type { ProblemCode } from '../core/problem-types.ts';
import { Connections } from './connections.ts';
import { refuseBytes } from './refuse-bytes.ts';

/** A bound listener. */
export interface Listener {
  readonly port: number;
  /** Refuses new connections and resolves when every running request has been answered to its last byte. */
  drain(): Promise<void>;
  /** Breaks off whatever still runs. */
  cut(): void;
}

/** Where to bind; port 0 takes a free one. */
interface Binding {
  readonly host: string;
  readonly port: number;
  /** Origin for the addresses in problems. */
  readonly publicUrl: string;
  /** Told of the code of each problem that is answered before the app sees a request. */
  readonly onProblem?: (code: ProblemCode) => void;
  /** Time for the headers of a request to arrive. */
  readonly headersMs?: number;
  /** Time without a byte either way until a connection is cut. */
  readonly idleMs?: number;
}

/** Idle sockets are cut after a minute without a byte either way; a long upload that flows is not, nor one that waits for us (upload-patience.ts). */
const IDLE_MS = 60_000;
const HEADERS_MS = 15_000;
const PROBE_MS = 60_000;
const SWEEP_MS = 100;

/** Binds an app. Rejects when the address is taken or not ours. */
export async function listen(
  app: Express,
  { host, port, publicUrl, onProblem, headersMs = HEADERS_MS, idleMs = IDLE_MS }: Binding,
): Promise<Listener> {
  const server = createServer(
    {
      headersTimeout: headersMs,
      requestTimeout: 0,
      keepAliveTimeout: 65_000,
      connectionsCheckingInterval: Math.ceil(headersMs / 3),
      keepAlive: true, // a caller who vanished while we took our time is found by TCP
      keepAliveInitialDelay: PROBE_MS,
    },
    app,
  );
  server.setTimeout(idleMs);
  const connections = new Connections(server);
  server.on('clientError', refuseBytes(publicUrl, onProblem));
  server.on('checkExpectation', app); // an expectation nobody knows may be ignored (RFC 9110, 10.1.1)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  return {
    port: (server.address() as AddressInfo).port,
    drain: () => drain(server, connections),
    cut: () => server.closeAllConnections(),
  };
}

function drain(server: Server, connections: Connections): Promise<void> {
  server.prependListener('request', (_req, res) => res.setHeader('Connection', 'close'));
  // a connection whose answer had begun is kept alive by its client for a minute; it is idle once the answer is over
  const sweep = setInterval(() => connections.endIdle(), SWEEP_MS);
  return new Promise((resolve, reject) => {
    // not http's own close: it ends connections whose answer is still on its way out, and the timer that ends slow headers
    NetServer.prototype.close.call(server, (error) => {
      clearInterval(sweep);
      if (error) reject(error);
      else resolve();
    });
    connections.endIdle();
  });
}
