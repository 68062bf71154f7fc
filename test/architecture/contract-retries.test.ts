import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { operationFaults } from '../../scripts/checks/contract-operations.ts';
import { type Contract, type Operation, type Response, resolve } from '../../scripts/generate/contract-types.ts';
import { readProblemTypes } from '../../scripts/generate/problem-types.ts';
import { bundledSpec } from '../../src/http/published-spec.ts';

const problems = readProblemTypes(fileURLToPath(new URL('../../', import.meta.url)));

type Changed = { -readonly [K in keyof Operation]: Operation[K] };

/** What the check says of the contract with one operation changed. */
function faultsWith(path: string, method: 'get' | 'post', change: (operation: Changed, contract: Contract) => void): string[] {
  const contract = structuredClone(bundledSpec()) as unknown as Contract; // the same document
  change(contract.paths[path]?.[method] ?? assert.fail(`${method} ${path}`), contract);
  return operationFaults(contract, problems);
}

const isKey = (contract: Contract) => (parameter: NonNullable<Operation['parameters']>[number]) =>
  resolve<{ readonly name: string }>(contract, parameter).name === 'Idempotency-Key';
const withoutKey = (operation: Changed, contract: Contract): void => {
  operation.parameters = (operation.parameters ?? []).filter((parameter) => !isKey(contract)(parameter));
};
const without =
  (code: string) =>
  (operation: Changed): void => {
    operation['x-problems'] = operation['x-problems'].filter((one) => one !== code);
  };

describe('the check of the contract says of retries', () => {
  it('nothing while all is well', () => {
    assert.deepEqual(
      faultsWith('/dossiers', 'post', () => undefined),
      [],
    );
  });

  it('that a POST lacks the parameter, unless it says that it has a way of its own', () => {
    const [fault, ...more] = faultsWith('/dossiers', 'post', withoutKey);
    assert.match(fault ?? '', /^createDossier: a POST takes the parameter Idempotency-Key/);
    assert.deepEqual(more, []);
    const own = faultsWith('/dossiers', 'post', (operation, contract) => {
      withoutKey(operation, contract);
      operation['x-idempotency'] = 'none';
    });
    assert.deepEqual(own, []);
  });

  it('that the parameter is where it means nothing', () => {
    const on = (path: string, method: 'get' | 'post') =>
      faultsWith(path, method, (operation, contract) => {
        const key = contract.paths['/dossiers']?.post?.parameters?.find(isKey(contract)) ?? assert.fail();
        operation.parameters = [...(operation.parameters ?? []), key];
      }).filter((fault) => /is for POST operations outside/.test(fault));
    assert.equal(on('/dossiers', 'get').length, 1);
    assert.equal(on('/auth/token', 'post').length, 1);
  });

  it('that x-idempotency is misused', () => {
    const strange = faultsWith('/dossiers', 'get', (operation) => {
      operation['x-idempotency'] = 'none';
    });
    assert.deepEqual(strange, ['listDossiers: x-idempotency can only be none, on a POST']);
  });

  it('that the codes or the header of the answer are missing', () => {
    for (const code of ['idempotency-key-in-use', 'idempotency-key-reused'])
      assert.match(faultsWith('/dossiers', 'post', without(code)).join(), new RegExp(`createDossier: x-problems lacks ${code}`));
    const silent = faultsWith('/dossiers', 'post', (operation, contract) => {
      const { headers, ...made } = resolve<Response>(contract, operation.responses['201'] ?? assert.fail());
      const { 'Idempotency-Replayed': _, ...others } = headers ?? {};
      operation.responses = { ...operation.responses, '201': { ...made, headers: others } };
    });
    assert.deepEqual(silent, ['createDossier: response 201 lacks the header Idempotency-Replayed']);
  });
});
