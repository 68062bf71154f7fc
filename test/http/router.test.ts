import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { allHandlers } from '../../src/http/router.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What the compiler says about these programs, each a file beside this one that exists for it alone. */
function compile(programs: Readonly<Record<string, string>>): Record<string, string> {
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, (path) => ts.sys.readFile(path)) as { config: { compilerOptions: object } };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const host = ts.createCompilerHost(options);
  const texts = new Map(Object.entries(programs).map(([name, text]) => [`${root}test/http/${name}.virtual.ts`, text]));
  const disk = ts.createCompilerHost(options);
  host.readFile = (path) => texts.get(path) ?? disk.readFile(path);
  host.fileExists = (path) => texts.has(path) || disk.fileExists(path);
  host.getSourceFile = (path, ...rest) => {
    const text = texts.get(path);
    return text === undefined ? disk.getSourceFile(path, ...rest) : ts.createSourceFile(path, text, ts.ScriptTarget.ES2024, true);
  };
  const program = ts.createProgram([...texts.keys()], options, host);
  return Object.fromEntries(
    [...texts.keys()].map((path, i) => {
      const said = program.getSemanticDiagnostics(program.getSourceFile(path));
      return [Object.keys(programs)[i] ?? '', said.map((one) => ts.flattenDiagnosticMessageText(one.messageText, '\n')).join('\n')];
    }),
  );
}

const HEAD = `import type { Handlers } from '../../src/http/contract.ts';
import { allHandlers } from '../../src/http/router.ts';
declare const all: Handlers;
const { getVersion, createDossier, ...rest } = all;
`;

describe('the table of handlers', () => {
  it('compiles only when every operation has exactly one handler, and the compiler names the one that is wrong', () => {
    const said = compile({
      complete: `${HEAD}allHandlers({ one: { getVersion }, two: { createDossier }, rest });`,
      missing: `${HEAD}allHandlers({ one: { getVersion }, rest });`,
      doubled: `${HEAD}allHandlers({ one: { getVersion }, two: { createDossier, getVersion }, rest });`,
      unknown: `${HEAD}const one = { getVersion, noSuchOperation: getVersion };\nallHandlers({ one, two: { createDossier }, rest });`,
      maybe: `${HEAD}const maybe: { getVersion?: typeof getVersion } = {};\nallHandlers({ maybe, two: { createDossier }, rest });`,
    });
    assert.equal(said['complete'], '');
    assert.match(said['missing'] ?? '', /no handler: createDossier/);
    assert.match(said['doubled'] ?? '', /two handlers: getVersion/);
    assert.match(said['unknown'] ?? '', /not in the contract: noSuchOperation/);
    assert.match(said['maybe'] ?? '', /no handler: getVersion/);
  });

  it('is refused at start too when two rooms have one operation', () => {
    const loose = allHandlers as (rooms: object) => Record<string, unknown>;
    const handler = (): void => undefined;
    assert.throws(
      () => loose({ one: { getVersion: handler }, two: { getVersion: handler } }),
      /two rooms handle operation getVersion.*two/,
    );
    assert.equal(loose({ one: { getVersion: handler } })['toString'], undefined);
  });
});
