import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { VerifiedToken } from '../../../src/platform/identity/identity.ts';
import { TokenCache } from '../../../src/platform/identity/token-cache.ts';
import { Issuer, TestClock } from './issuer.ts';

function setUp(options: { readonly lifetime?: number; readonly maxEntries?: number } = {}) {
  const clock = new TestClock();
  const asked: string[] = [];
  let gate: Promise<void> = Promise.resolve();
  const verify = async (token: string): Promise<VerifiedToken> => {
    asked.push(token);
    await gate;
    if (token.startsWith('bad')) throw new Error('refused');
    const expiresAt = clock.seconds + (options.lifetime ?? 300);
    return { issuer: 'i', subject: token, clientId: 'c', scopes: new Set(), sessionId: null, tenantId: null, expiresAt };
  };
  const cache = new TokenCache({ verify, clock, ...(options.maxEntries !== undefined && { maxEntries: options.maxEntries }) });
  return { clock, asked, cache, hold: (until: Promise<void>) => void (gate = until) };
}

describe('the cache of verified tokens', () => {
  it('verifies a token once, also when it is asked for many times at once, and gives the same object', async () => {
    const { cache, asked } = setUp();
    const answers = await Promise.all(Array.from({ length: 20 }, () => cache.verify('t')));
    answers.push(await cache.verify('t'));
    assert.equal(new Set(answers).size, 1);
    assert.deepEqual(asked, ['t']);
  });

  it('keeps it to its end at most', async () => {
    const { cache, asked, clock } = setUp({ lifetime: 30 });
    await cache.verify('t');
    clock.advance(29);
    await cache.verify('t');
    assert.equal(asked.length, 1);
    clock.advance(2);
    await cache.verify('t');
    assert.equal(asked.length, 2);
  });

  it('checks a long-lived one again after a minute', async () => {
    const { cache, asked, clock } = setUp({ lifetime: 900 });
    await cache.verify('t');
    clock.advance(61);
    await cache.verify('t');
    assert.equal(asked.length, 2);
  });

  it('keeps no refusal', async () => {
    const { cache, asked } = setUp();
    await assert.rejects(cache.verify('bad'));
    await assert.rejects(cache.verify('bad'));
    assert.equal(asked.length, 2);
    assert.equal(cache.size, 0);
  });

  it('is bounded', async () => {
    const { cache } = setUp({ maxEntries: 10 });
    for (let i = 0; i < 100; i++) await cache.verify(`t${i}`);
    assert.equal(cache.size, 10);
  });

  it('forgets, verifications under way included', async () => {
    const { cache, asked, hold } = setUp();
    let release = (): void => undefined;
    hold(new Promise((resolve) => (release = resolve)));
    const early = cache.verify('t');
    cache.clear();
    release();
    await early;
    await cache.verify('t');
    assert.equal(asked.length, 2);
  });
});

describe('what is made of a token', () => {
  it('is made once while the token is cached, and again after a failure', async () => {
    const issuer = await Issuer.start();
    const identity = issuer.open();
    const token = await identity.verify(await issuer.token());
    const principal = { userId: 'u', clientId: 'c', scopes: new Set<string>(), sessionId: null, tenantId: null, expiresAt: 4e9 };
    let calls = 0;
    const failing = async (): Promise<never> => Promise.reject(new Error(`away ${++calls}`));
    await assert.rejects(identity.principalOf(token, failing));
    const make = async () => {
      calls++;
      return principal;
    };
    const all = await Promise.all([identity.principalOf(token, make), identity.principalOf(token, make)]);
    assert(all.every((one) => one === principal));
    assert.equal(calls, 2);
    await issuer.stop();
  });
});
