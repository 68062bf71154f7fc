import { strict as assert } from 'node:assert';
import { it } from 'node:test';
import type { Request, RequestHandler, Response } from 'express';
import { ANY_BYTES, validation } from '../../src/http/validate.ts';

const seen: (string | undefined)[] = [];
const remember: RequestHandler = (req, _res, next) => {
  seen.push(req.headers['content-type']);
  next();
};

/** Validates a request of this operation with this content type, and gives the type that is left for the handler. */
function run(operationId: string, type: string | undefined): string | undefined {
  const headers = type === undefined ? {} : { 'content-type': type };
  const req = { openapi: { schema: { operationId }, pathParams: {} }, headers } as unknown as Request;
  validation(remember)(req, {} as Response, () => undefined);
  return req.headers['content-type'];
}

it('S47: the validator sees only the content types of the contract: it keeps one for each it sees', () => {
  for (let n = 0; n < 50; n += 1) {
    assert.equal(run('getVersion', `x/${n}`), `x/${n}`);
    assert.equal(run('uploadFiles', `x/${n}`), `x/${n}`);
    assert.equal(run('createDossier', `application/json; charset=${n}`), `application/json; charset=${n}`);
    assert.throws(() => run('createDossier', `x/${n}`), { code: 'unsupported-media-type', status: 415 });
  }
  run('createDossier', undefined);
  assert.deepEqual(new Set(seen), new Set([undefined, ANY_BYTES, 'application/json']));
});
