import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, describe, it } from 'node:test';
import { cruise } from 'dependency-cruiser';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import rules from '../../scripts/checks/dependency-rules.mjs';

/** One small tree a rule, each breaking just that rule: file name to source. */
const BREACHES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'no-cycle': { 'src/core/a.ts': "import './b.ts';", 'src/core/b.ts': "import './a.ts';" },
  'no-orphan': { 'src/core/lonely.ts': 'export const x = 1;' },
  'known-room': { 'src/http/a.ts': "import '../features/cellar/routes.ts';", 'src/features/cellar/routes.ts': 'export {};' },
  'front-door': { 'src/features/files/a.ts': "import '../dossiers/queries.ts';", 'src/features/dossiers/queries.ts': 'export {};' },
  'routes-door': { 'src/server.ts': "import './features/files/routes.ts';", 'src/features/files/routes.ts': 'export {};' },
  'http-enters-by-routes': { 'src/http/a.ts': "import '../features/files/index.ts';", 'src/features/files/index.ts': 'export {};' },
  'jobs-door': { 'src/server.ts': "import './features/files/jobs.ts';", 'src/features/files/jobs.ts': 'export {};' },
  'contracts-are-values': { 'src/features/files/contracts.ts': "import './queries.ts';", 'src/features/files/queries.ts': 'export {};' },
  'contracts-door': { 'src/server.ts': "import './features/files/contracts.ts';", 'src/features/files/contracts.ts': 'export {};' },
  'rooms-do-not-know-entry': { 'src/features/files/routes.ts': "import '../../http/app.ts';", 'src/http/app.ts': 'export {};' },
  'contract-types-for-edges': { 'src/features/files/verb.ts': "import '../../http/contract.ts';", 'src/http/contract.ts': 'export {};' },
  'config-only-for-entries': { 'src/http/a.ts': "import '../config.ts';", 'src/config.ts': 'export {};' },
  'only-routes-know-express': { 'src/features/files/verb.ts': "import 'express';" },
  'platform-knows-no-room': { 'src/platform/a.ts': "import '../features/files/index.ts';", 'src/features/files/index.ts': 'export {};' },
  'core-is-pure': { 'src/core/a.ts': "import 'pino';" },
  'drivers-stay-in-platform': { 'src/features/files/queries.ts': "import 'pg';" },
  'src-not-to-test': { 'src/core/a.ts': "import '../../test/support/a.ts';", 'test/support/a.ts': 'export {};' },
  'acceptance-is-black-box': { 'test/acceptance/a.ts': "import '../../src/core/a.ts';", 'src/core/a.ts': 'export {};' },
  'no-undeclared-dependency': { 'src/http/a.ts': "import 'yauzl';" },
  'room-order-workspaces': { 'src/features/workspaces/a.ts': "import '../files/index.ts';", 'src/features/files/index.ts': 'export {};' },
  'room-order-files': {
    'src/features/files/a.ts': "import type { X } from '../extraction/index.ts';",
    'src/features/extraction/index.ts': 'export type X = 1;',
  },
};

describe('the import law', () => {
  const project = resolve(import.meta.dirname, '../..');
  const scratch = mkdtempSync(join(tmpdir(), 'import-law-'));
  const home = process.cwd();
  after(() => {
    process.chdir(home);
    rmSync(scratch, { recursive: true, force: true });
  });

  async function broken(name: string, tree: Readonly<Record<string, string>>): Promise<readonly string[]> {
    const root = join(scratch, name);
    for (const [path, source] of Object.entries(tree)) {
      mkdirSync(join(root, dirname(path)), { recursive: true });
      writeFileSync(join(root, path), source);
    }
    for (const file of ['package.json', 'tsconfig.json', 'node_modules']) symlinkSync(join(project, file), join(root, file));
    process.chdir(root);
    const options = { ...rules.options, ruleSet: { forbidden: rules.forbidden }, validate: true } as Parameters<typeof cruise>[1];
    const folders = [...new Set(Object.keys(tree).map((path) => path.split('/')[0] ?? ''))];
    const { output } = await cruise(folders, options, undefined, { tsConfig: extractTsConfig('tsconfig.json') });
    if (typeof output === 'string') throw new Error('expected the report as an object');
    return output.summary.violations.map((violation) => violation.rule.name);
  }

  for (const [rule, tree] of Object.entries(BREACHES)) {
    it(`${rule} refuses what it forbids`, async () => {
      assert.ok((await broken(rule, tree)).includes(rule));
    });
  }

  it('every rule has a case here, the room order by two of its kind', () => {
    const named = rules.forbidden.map(({ name }: { name: string }) => name).filter((name: string) => !name.startsWith('room-order-'));
    assert.deepEqual(
      named.filter((name: string) => !(name in BREACHES)),
      [],
    );
  });
});
