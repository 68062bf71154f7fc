import { strict as assert } from 'node:assert';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Identity } from '../../../src/platform/identity/identity.ts';
import { Issuer, json } from './issuer.ts';

// how the look-ups behave when Keycloak is slow to trust or away; what they find is tested on the real one
describe("profiles by the provisioner's account", () => {
  let issuer: Issuer;
  let identity: Identity;
  let tokens: number;
  let lookUps: number;
  beforeEach(async () => {
    issuer = await Issuer.start();
    identity = issuer.open();
    tokens = 0;
    lookUps = 0;
    issuer.answers.set('/token', (_, res) => json(res, 200, { access_token: `t${++tokens}`, token_type: 'Bearer', expires_in: 60 }));
    issuer.answers.set('/admin/realms/test/users/ada', (_, res) => {
      lookUps++;
      json(res, 200, { id: 'ada', username: 'ada', firstName: 'Ada', lastName: 'Archer', email: 'ada@example.test' });
    });
  });
  afterEach(() => issuer.stop());

  it('are looked up with one token for many at once', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => identity.profile('ada')));
    for (const profile of all) assert.equal(profile?.name, 'Ada Archer');
    assert.equal(tokens, 1);
  });

  it('survive a token that Keycloak has forgotten', async () => {
    await identity.profile('ada');
    let refusals = 0;
    const good = issuer.answers.get('/admin/realms/test/users/ada') ?? assert.fail();
    issuer.answers.set('/admin/realms/test/users/ada', (req, res, body) =>
      req.headers.authorization === 'Bearer t1' ? json(res, 401, { error: `${++refusals}` }) : good(req, res, body),
    );
    assert.equal((await identity.profile('ada'))?.username, 'ada');
    assert.deepEqual([tokens, refusals], [2, 1]);
  });

  it('are null for an unknown subject, which is no outage', async () => {
    assert.equal(await identity.profile('nobody'), null);
    assert.equal((await identity.profile('ada'))?.username, 'ada');
  });

  it('are null during an outage, which costs one wait and not one each', async () => {
    issuer.answers.set('/admin/realms/test/users/ada', (_, res) => {
      lookUps++;
      json(res, 500, {});
    });
    for (let i = 0; i < 5; i++) assert.equal(await identity.profile('ada'), null);
    assert.equal(lookUps, 1);
  });

  it('cannot be led to another path by a subject', async () => {
    assert.equal(await identity.profile('../clients?x='), null);
    assert(issuer.seen.some(({ path }) => path.endsWith('/users/..%2Fclients%3Fx%3D')));
  });
});
