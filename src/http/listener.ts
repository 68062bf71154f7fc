import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';

/** A bound listener; `drain` refuses new connections and waits for the running requests. */
export interface Listener {
  readonly port: number;
  drain(): Promise<void>;
}

/** Idle sockets are cut after a minute without a byte either way; a long upload that flows is not. */
const IDLE_MS = 60_000;

/** Binds an app. Rejects when the address is taken or not ours. */
export async function listen(app: Express, host: string, port: number): Promise<Listener> {
  const server = createServer(
    { headersTimeout: 15_000, requestTimeout: 0, keepAliveTimeout: 65_000, connectionsCheckingInterval: 5_000 },
    app,
  );
  server.setTimeout(IDLE_MS);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  return {
    port: (server.address() as AddressInfo).port,
    drain: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeIdleConnections();
      }),
  };
}
