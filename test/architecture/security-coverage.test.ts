import { strict as assert } from 'node:assert';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const page = readFileSync(`${ROOT}docs/security.md`, 'utf8');

interface Row {
  readonly number: number;
  readonly tests: readonly string[];
  readonly later: string | undefined;
}
const rows: readonly Row[] = [...page.matchAll(/^\| (\d+) \| [^|]+ \| (.+) \|$/gm)].map(([, number, proof = '']) => ({
  number: Number(number),
  tests: [...proof.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
  later: /later: (.+)$/.exec(proof)?.[1],
}));

/** Titles of tests that name a statement, `${x}` written as `<x>`. */
const titles = globSync('test/**/*.test.ts', { cwd: ROOT }).flatMap((file) =>
  [...readFileSync(ROOT + file, 'utf8').matchAll(/\b(?:it|test)\(\s*(['"`])(S\d+(?:, S\d+)*: (?:\\.|(?!\1).)*)\1/g)].map(
    ([, , title = '']) => title.replaceAll(/\$\{(\w+)\}/g, '<$1>').replaceAll(/\\(.)/g, '$1'),
  ),
);
const numbersOf = (title: string): number[] => (/^[^:]+/.exec(title)?.[0] ?? '').split(', ').map((one) => Number(one.slice(1)));
const kindOf = ({ tests, later }: Row): string => (tests.length === 0 ? 'later' : later === undefined ? 'tested' : 'in part');

describe('the page of attacks and answers', () => {
  it('has each of the 62 statements once, in order', () => {
    assert.deepEqual(
      rows.map(({ number }) => number),
      Array.from({ length: 62 }, (_, n) => n + 1),
    );
  });

  it('gives each a test, a reason why it has none yet, or both', () => {
    for (const row of rows) assert.ok(row.tests.length > 0 || (row.later ?? '').length > 10, `statement ${row.number}`);
  });

  it('names tests that exist and carry the number, and leaves none out', () => {
    for (const { number, tests } of rows) {
      const existing = titles.filter((title) => numbersOf(title).includes(number)).map((title) => title.replace(/^[^:]+: /, ''));
      assert.deepEqual([...tests].sort(), [...new Set(existing)].sort(), `statement ${number}`);
    }
  });

  it('counts its kinds right', () => {
    const count = (kind: string): number => rows.filter((row) => kindOf(row) === kind).length;
    assert.match(page, new RegExp(`Tested: ${count('tested')}\\. Tested in part: ${count('in part')}\\. Later: ${count('later')}\\.`));
  });
});
