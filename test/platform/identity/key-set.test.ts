import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { Problem } from '../../../src/core/errors.ts';
import type { Identity } from '../../../src/platform/identity/identity.ts';
import { Issuer, json } from './issuer.ts';

describe("the issuer's keys", () => {
  let issuer: Issuer;
  let identity: Identity;
  beforeEach(async () => {
    issuer = await Issuer.start();
    identity = issuer.open();
  });
  afterEach(() => issuer.stop());

  const fresh = (kid = 'first'): Promise<string> => issuer.token({ jti: randomUUID() }, { kid }, kid);
  const stranger = (): Promise<string> => issuer.token({}, { kid: randomUUID() });
  const refused = { code: 'unauthenticated' };
  const unavailable = (error: unknown): boolean =>
    error instanceof Problem && error.code === 'identity-provider-unavailable' && Number(error.headers['Retry-After']) > 0;

  it('are fetched once for many first calls', async () => {
    const tokens = await Promise.all(Array.from({ length: 50 }, () => fresh()));
    await Promise.all(tokens.map((token) => identity.verify(token)));
    assert.equal(issuer.keyFetches, 1);
  });

  it('S8: are asked for once by 500 invented key ids in ten seconds, while good tokens pass', async () => {
    await identity.verify(await fresh());
    const before = issuer.keyFetches;
    for (let round = 0; round < 10; round++) {
      const storm = await Promise.all(Array.from({ length: 50 }, stranger));
      const verdicts = await Promise.allSettled(storm.map((token) => identity.verify(token)));
      assert(verdicts.every((verdict) => verdict.status === 'rejected' && verdict.reason.code === 'unauthenticated'));
      await identity.verify(await fresh());
      issuer.clock.advance(1);
    }
    assert(issuer.keyFetches - before <= 1, `${issuer.keyFetches - before} fetches`);
  });

  it('S9: include a new one at its first use', async () => {
    await identity.verify(await fresh());
    await issuer.addKey('second');
    await identity.verify(await fresh('second'));
    await identity.verify(await fresh());
  });

  it('include a new one soon, even during a storm', async () => {
    await assert.rejects(identity.verify(await stranger()), refused);
    await issuer.addKey('second');
    await assert.rejects(identity.verify(await fresh('second')), refused);
    issuer.clock.advance(13);
    await identity.verify(await fresh('second'));
  });

  it('S9: lose a withdrawn one within five minutes, tokens in the cache included', async () => {
    await issuer.addKey('second');
    const early = await fresh();
    await identity.verify(early);
    issuer.withdraw('first');
    issuer.clock.advance(170);
    await identity.verify(early); // in the cache for a minute more
    issuer.clock.advance(20);
    await identity.verify(await fresh()); // this one starts the reload and does not wait for it
    while (issuer.keyFetches < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    await identity.verify(await fresh('second'));
    await assert.rejects(identity.verify(early), refused);
    await assert.rejects(identity.verify(await fresh()), refused);
  });

  it('lose a withdrawn one also when nobody called for long', async () => {
    await issuer.addKey('second');
    await identity.verify(await fresh());
    issuer.withdraw('first');
    issuer.clock.advance(400);
    await assert.rejects(identity.verify(await fresh()), refused);
  });

  const OUTAGES: Record<string, () => Promise<void> | void> = {
    'is down': () => issuer.stop(),
    'answers HTML': () => void issuer.answers.set('/certs', (_, res) => res.writeHead(200, { 'content-type': 'text/html' }).end('<html>')),
    'answers 500': () => void issuer.answers.set('/certs', (_, res) => json(res, 500, {})),
    'publishes nothing': () => void issuer.answers.set('/certs', (_, res) => json(res, 200, { keys: [] })),
    'cuts the connection': () => void issuer.answers.set('/certs', (_, res) => res.destroy()),
  };
  for (const [name, begin] of Object.entries(OUTAGES)) {
    it(`S10: serve on while the issuer ${name}; an unknown one is 503 until it is back`, async () => {
      await identity.verify(await fresh());
      await begin();
      issuer.clock.advance(3600);
      await identity.verify(await fresh());
      await assert.rejects(identity.verify(await stranger()), unavailable);
      issuer.clock.advance(22 * 3600);
      await identity.verify(await fresh());
      issuer.clock.advance(2 * 3600);
      await assert.rejects(identity.verify(await fresh()), unavailable);
      issuer.answers.clear();
      if (name === 'is down') await issuer.listen();
      issuer.clock.advance(6);
      await identity.verify(await fresh());
      await assert.rejects(identity.verify(await stranger()), refused);
    });
  }

  it('are 503 when the issuer is away from the start, and come when it does', async () => {
    await issuer.stop();
    await assert.rejects(identity.verify(await fresh()), unavailable);
    await assert.rejects(identity.verify(await fresh()), unavailable);
    await issuer.listen();
    issuer.clock.advance(6);
    await identity.verify(await fresh());
  });

  it('are asked for rarely during an outage', async () => {
    await identity.verify(await fresh());
    issuer.answers.set('/certs', (_, res) => json(res, 500, {}));
    const before = issuer.keyFetches;
    for (let i = 0; i < 100; i++) await assert.rejects(identity.verify(await stranger()), unavailable);
    assert.equal(issuer.keyFetches - before, 1);
  });
});
