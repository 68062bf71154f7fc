import { strict as assert } from 'node:assert';
import { after, before, describe, it } from 'node:test';
import { deprecationFaults } from '../../scripts/checks/contract-deprecations.ts';
import type { Contract } from '../../scripts/generate/contract-types.ts';
import { bundledSpec } from '../../src/http/published-spec.ts';
import { Client } from '../support/client.ts';
import { freshWorkspace } from '../support/workspace.ts';
import { type Served, serve } from './serve.ts';

const ENDING = {
  deprecated: true,
  'x-deprecated-at': '2026-03-02',
  'x-sunset': '2026-12-01',
  'x-deprecation-link': 'https://docs.example/lists',
};

/** The contract with these words on GET /dossiers. */
function contractWith(words: object): Contract {
  const contract = structuredClone(bundledSpec()) as unknown as Contract; // the same document
  Object.assign(contract.paths['/dossiers']?.get ?? assert.fail(), words);
  return contract;
}

describe('an operation that the contract calls deprecated', () => {
  let served: Served;
  let owner: Client;
  before(async () => {
    served = await serve({ contract: (document) => Object.assign(document.paths['/dossiers']?.['get'] ?? assert.fail(), ENDING) });
    const { id, ownerUser } = await freshWorkspace();
    owner = new Client({ baseUrl: served.baseUrl, bearer: () => ownerUser.token(), tenant: id });
  });
  after(() => served.close());

  it('says on every answer since when it is, when it ends and where one reads on', async () => {
    for (const name of ['a', 'b']) await owner.post('/dossiers', { json: { name }, expect: 201 });
    const answers = [
      await owner.get('/dossiers?limit=1', { expect: 200 }),
      await owner.get('/dossiers?limit=0', { expect: 400 }),
      await new Client({ baseUrl: served.baseUrl }).get('/dossiers', { expect: 401 }),
    ];
    for (const { headers } of answers) {
      assert.equal(headers['deprecation'], `@${Date.UTC(2026, 2, 2) / 1000}`);
      assert.equal(headers['sunset'], 'Tue, 01 Dec 2026 00:00:00 GMT');
      assert.match(String(headers.link), /^<https:\/\/docs\.example\/lists>; rel="deprecation"; type="text\/html"/);
    }
    assert.match(String(answers[0]?.headers.link), /rel="next"/, 'the links of the page stay beside it');
  });

  it('is the only one that does', async () => {
    const { headers } = await owner.get('/files', { expect: 200 });
    assert.deepEqual([headers['deprecation'], headers['sunset'], headers.link], [undefined, undefined, undefined]);
  });

  it('needs both days in the contract, ninety days apart', () => {
    const faults = (words: object): number => deprecationFaults(contractWith(words)).length;
    assert.equal(faults({}), 0);
    assert.equal(faults(ENDING), 0);
    for (const wrong of [
      { deprecated: true },
      { ...ENDING, 'x-sunset': undefined },
      { ...ENDING, 'x-deprecated-at': 'soon' },
      { ...ENDING, 'x-sunset': '2026-04-02' },
      { ...ENDING, 'x-sunset': '2026-13-02' },
      { ...ENDING, deprecated: false },
    ]) {
      assert.equal(faults(wrong), 1, JSON.stringify(wrong));
    }
  });
});
