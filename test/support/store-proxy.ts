import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ObjectStoreOptions } from '../../src/platform/storage/open.ts';
import { storeOptions } from './object-store.ts';

interface StoreProxy {
  /** The run's store, reached through the proxy. */
  readonly options: ObjectStoreOptions;
  close(): void;
}

type Interfere = (asked: IncomingMessage, answer: ServerResponse) => 'pass' | 'lose the answer' | 'answered';

/** A line to the run's S3 server on which a test can interfere with each request. */
export async function openStoreProxy(interfere: Interfere): Promise<StoreProxy> {
  const target = new URL(storeOptions().endpoint ?? '');
  const server = createServer((asked, answer) => {
    const verdict = interfere(asked, answer);
    if (verdict === 'answered') return;
    const { method, url, headers } = asked;
    // the Host header as it was: it is part of the signature
    const onward = request({ host: target.hostname, port: target.port, method, path: url, headers, agent: false }, (answered) => {
      if (verdict === 'lose the answer') return answered.resume().once('end', () => asked.socket.destroy());
      answer.writeHead(answered.statusCode ?? 500, answered.headers);
      return answered.pipe(answer);
    });
    onward.once('error', () => asked.socket.destroy());
    asked.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    options: { ...storeOptions(), endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
