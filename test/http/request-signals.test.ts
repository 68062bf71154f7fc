import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { after, before, describe, it } from 'node:test';
import express, { type Response } from 'express';
import { type Listener, listen } from '../../src/http/listener.ts';
import { RequestSignals } from '../../src/http/request-signals.ts';

describe('the signal of a request', () => {
  const stopping = new AbortController();
  const signals = new RequestSignals(stopping.signal);
  let handle: (res: Response) => void = () => undefined;
  let listener: Listener;
  before(async () => {
    const app = express().use((_req, res) => handle(res));
    listener = await listen(app, { host: '127.0.0.1', port: 0, publicUrl: 'http://x' });
  });
  after(async () => {
    listener.cut();
    await listener.drain();
  });

  /** Asks, and gives back the server's side of it. */
  async function ask(answer: (res: Response) => void): Promise<{ res: Response; signal: AbortSignal; readonly leave: () => void }> {
    const { promise, resolve } = Promise.withResolvers<Response>();
    handle = resolve;
    const request = get({ host: '127.0.0.1', port: listener.port, agent: false });
    request.on('response', (incoming: IncomingMessage) => incoming.on('error', () => undefined).resume());
    request.on('error', () => undefined);
    const res = await promise;
    const signal = signals.of(res);
    answer(res);
    return { res, signal, leave: () => request.destroy() };
  }

  it('aborts when the caller leaves before her answer is whole', async () => {
    const { res, signal, leave } = await ask((one) => void one.write('half'));
    assert.equal(signal.aborted, false);
    leave();
    await once(res, 'close');
    assert.equal(signal.aborted, true);
    assert.match(String(signal.reason), /connection was closed/);
    assert.equal(signals.of(res).aborted, true, 'asked for when she has left already');
  });

  it('does not abort behind an answer that went out whole', async () => {
    const { res, signal } = await ask((one) => void one.end('whole'));
    await once(res, 'close');
    assert.equal(signal.aborted, false);
  });

  it('aborts with the reason given when running requests must end, also for those that come later', async () => {
    const running = await ask((one) => void one.write('half'));
    const reason = new Error('the end');
    stopping.abort(reason);
    assert.equal(running.signal.reason, reason);
    assert.equal((await ask((one) => void one.end())).signal.reason, reason);
  });
});
