import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { readBearer } from '../../../src/platform/identity/bearer.ts';

const read = (rawHeaders: readonly string[], query = ''): string =>
  readBearer({ rawHeaders, url: new URL(`http://x/api/v1/files${query}`) });

describe('the bearer token of a request', () => {
  it('is found whatever the case of "bearer" and of the header\'s name', () => {
    for (const scheme of ['Bearer', 'bearer', 'BEARER'])
      assert.equal(read(['Host', 'x', 'authorization', `${scheme} a.b-_~+/.c==`]), 'a.b-_~+/.c==');
    assert.equal(read(['AUTHORIZATION', '  Bearer   abc '], '?limit=1'), 'abc');
  });

  it('S1: is asked for without an error code when there is none', () => {
    for (const headers of [[], ['Authorization', '']]) {
      assert.throws(() => read(headers), { code: 'unauthenticated', headers: { 'WWW-Authenticate': 'Bearer realm="tabularium"' } });
    }
  });

  it('is invalid when the header is malformed', () => {
    for (const header of ['Bearer', 'Bearer a b', 'Bearer a,b', 'Basic abc', 'abc', 'Bearer "abc"', 'Bearer ä', 'DPoP abc']) {
      assert.throws(
        () => read(['Authorization', header]),
        (error: { code: string; headers: Record<string, string> }) => {
          assert.equal(error.code, 'unauthenticated');
          assert.match(error.headers['WWW-Authenticate'] ?? '', /error="invalid_token"/);
          return true;
        },
      );
    }
  });

  it('S12: may be neither doubled nor in the URL', () => {
    assert.throws(() => read(['Authorization', 'Bearer a', 'authorization', 'Bearer a']), { code: 'invalid-request', status: 400 });
    assert.throws(() => read(['Authorization', 'Bearer a'], '?access_token=a'), { code: 'invalid-request', status: 400 });
    assert.throws(() => read([], '?x=1&access%5Ftoken=a'), { code: 'invalid-request', status: 400 });
  });
});
