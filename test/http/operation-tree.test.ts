import { strict as assert } from 'node:assert';
import { before, describe, it } from 'node:test';
import { OperationTree, validationSteps } from '../../src/http/operation-tree.ts';
import { bundledSpec } from '../../src/http/published-spec.ts';

const item = (operationId: string, ...names: string[]) => ({
  operationId,
  parameters: names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
  responses: { '200': { description: 'as asked' } },
});
const TINY = {
  openapi: '3.0.3',
  info: { title: 'Tiny', version: '1' },
  servers: [{ url: '/api/v1' }],
  paths: {
    '/things/special': { get: item('special') },
    '/things/{id}': { get: item('thing', 'id'), delete: item('removeThing', 'id') },
    '/things/special/parts': { get: item('specialParts') },
    '/things/{id}/parts/{part}': { get: item('part', 'id', 'part') },
    '/hidden': { get: { ...item('hidden'), 'x-listener': 'internal' } },
  },
};

describe('finding an operation', () => {
  let tree: OperationTree;
  let real: OperationTree;
  before(async () => {
    tree = await OperationTree.grow(TINY, '/api/v1', 'public', validationSteps(TINY).describe);
    const spec = bundledSpec();
    real = await OperationTree.grow(spec, '/api/v1', 'public', validationSteps(spec).describe);
  });
  const find = (path: string, method = 'GET') => {
    const { schema, pathParams } = tree.find(method, `/api/v1${path}`);
    return [schema.operationId, pathParams];
  };

  it('takes the fixed segment before the parameter, and goes back when it leads nowhere', () => {
    assert.deepEqual(find('/things/special'), ['special', {}]);
    assert.deepEqual(find('/things/other'), ['thing', { id: 'other' }]);
    assert.deepEqual(find('/things/special/parts'), ['specialParts', {}]);
    assert.deepEqual(find('/things/special/parts/7'), ['part', { id: 'special', part: '7' }]);
  });

  it('forgives one slash at the end, no other and no empty segment', () => {
    assert.deepEqual(find('/things/other/'), ['thing', { id: 'other' }]);
    for (const path of ['/things/other//', '//things/other', '/things//parts/1', '/things/', '/things', '/THINGS/other', '']) {
      assert.throws(() => find(path), { code: 'not-found', status: 404 }, path);
    }
    assert.throws(() => tree.find('GET', '*'), { code: 'not-found' });
  });

  it('decodes parameters once, and an escaped slash makes no segment', () => {
    assert.deepEqual(find('/things/a%2Fb%20c%2525'), ['thing', { id: 'a/b c%25' }]);
    assert.deepEqual(find('/things/..%2f..%2fhidden'), ['thing', { id: '../../hidden' }]);
    for (const bad of ['%', '%E0%A4%A', '%zz']) assert.throws(() => find(`/things/${bad}`), { code: 'invalid-request', status: 400 }, bad);
  });

  it('answers a method that is not there with those that are: HEAD and OPTIONS too', () => {
    for (const method of ['HEAD', 'OPTIONS', 'POST', 'TRACE', 'get']) {
      assert.throws(
        () => find('/things/1', method),
        { code: 'method-not-allowed', status: 405, headers: { Allow: 'GET, DELETE' } },
        method,
      );
    }
  });

  it("hides the other listener's operations", () => {
    assert.throws(() => find('/hidden'), { code: 'not-found' });
    assert.throws(() => real.find('GET', '/api/v1/health/detail'), { code: 'not-found' });
  });

  it('knows every operation of the contract by its own path', () => {
    assert.ok(real.operations.length >= 35);
    for (const { openApiRoute, schema } of real.operations) {
      const path = openApiRoute.replaceAll(/\{\w+\}/g, 'x');
      const methods = real.operations.filter((one) => one.openApiRoute === openApiRoute).length;
      const found = ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE', 'PUT', 'OPTIONS'].filter((method) => {
        try {
          return real.find(method, path).openApiRoute === openApiRoute;
        } catch {
          return false;
        }
      });
      assert.equal(found.length, methods, schema.operationId);
    }
  });
});
