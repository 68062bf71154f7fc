import { strict as assert } from 'node:assert';
import { after, test } from 'node:test';
import type { Amount } from '../support/fuzz/cases.ts';
import { fuzzOperation } from '../support/fuzz/run.ts';
import { flatOperations } from '../support/fuzz/spec.ts';
import { openAgent } from '../support/fuzz/wire.ts';
import { openWorld } from '../support/fuzz/world.ts';

const AMOUNT: Amount = { seed: Number(process.env.FUZZ_SEED ?? 20_261_124), single: 80, combined: 12, valid: 8 };

const agent = openAgent();
const world = openWorld();
world.catch(() => undefined); // each test below fails with it
after(() => agent.destroy());

for (const operation of flatOperations()) {
  test(`${operation.operationId} answers every input as the contract says`, async () => {
    const { defects, requests, succeeded } = await fuzzOperation(await world, agent, operation, AMOUNT);
    assert.equal(defects.length, 0, `seed ${AMOUNT.seed}\n${defects.join('\n\n')}`);
    assert.ok(requests > AMOUNT.single / 2, `only ${requests} requests`);
    assert.ok(succeeded, 'no input was answered with success');
  });
}
