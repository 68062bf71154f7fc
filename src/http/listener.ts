import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import { refuseBytes } from './refuse-bytes.ts';

/** A bound listener; `drain` refuses new connections and waits for the running requests. */
export interface Listener {
  readonly port: number;
  drain(): Promise<void>;
}

/** Where to bind; port 0 takes a free one. */
interface Binding {
  readonly host: string;
  readonly port: number;
  /** Origin for the addresses in problems. */
  readonly publicUrl: string;
  /** Time for the headers of a request to arrive. */
  readonly headersMs?: number;
}

/** Idle sockets are cut after a minute without a byte either way; a long upload that flows is not. */
const IDLE_MS = 60_000;
const HEADERS_MS = 15_000;
const SWEEP_MS = 100;

/** Binds an app. Rejects when the address is taken or not ours. */
export async function listen(app: Express, { host, port, publicUrl, headersMs = HEADERS_MS }: Binding): Promise<Listener> {
  const server = createServer(
    { headersTimeout: headersMs, requestTimeout: 0, keepAliveTimeout: 65_000, connectionsCheckingInterval: Math.ceil(headersMs / 3) },
    app,
  );
  server.setTimeout(IDLE_MS);
  server.on('clientError', refuseBytes(publicUrl));
  server.on('checkExpectation', app); // an expectation nobody knows may be ignored (RFC 9110, 10.1.1)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  return {
    port: (server.address() as AddressInfo).port,
    drain: () =>
      new Promise((resolve, reject) => {
        server.prependListener('request', (_req, res) => res.setHeader('Connection', 'close'));
        // a connection whose answer had begun is kept alive by its client for a minute; it is idle once the answer is over
        const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
        server.close((error) => {
          clearInterval(sweep);
          if (error) reject(error);
          else resolve();
        });
        server.closeIdleConnections();
      }),
  };
}
