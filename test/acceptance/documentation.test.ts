import { strict as assert } from 'node:assert';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { signIn } from '../../scripts/demo/sign-in.ts';
import { seedDemo } from '../../scripts/operate/seed-demo.ts';
import { instanceFolders, ROOT } from '../../scripts/stack/paths.ts';
import { writeShellFile } from '../../scripts/stack/shell-file.ts';
import { environment, setting } from '../support/environment.ts';
import { type Block, blocksOf, type Call, pages, readPage, runBlocks } from '../support/guides.ts';

const RUN = 'run';
const WITH_CODE = 'run with a code';
const SHOWS_ERROR = 'run: shows an error';

describe('the lines of the documentation', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tabularium-guides-'));
    const { workspaces } = await seedDemo({ ...environment().env });
    const home = join(folder, '.tabularium', 'dev'); // where npm start would have put it
    await mkdir(home, { recursive: true });
    writeShellFile({ ...instanceFolders('dev'), home }, environment().env, workspaces[0]?.id);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const [token] = blocksOf('README.md').filter(({ mark }) => mark === RUN);
  for (const page of pages()) {
    const marked = blocksOf(page).filter(({ mark }) => mark !== undefined);
    if (marked.length === 0) continue;
    it(`${page}: ${marked.length} blocks run as they are written`, async () => {
      assert.ok(token, 'the first block of README.md gets the token');
      const login = loginAddress();
      const code = marked.some(({ mark }) => mark === WITH_CODE) ? await codeFor(login) : '';
      const blocks = page === 'README.md' ? marked : [token, ...marked];
      const { code: exit, calls, output, errors } = await runBlocks(blocks, folder, { CODE: code });
      for (const [i, block] of blocks.entries()) checkCalls(block, calls[i] ?? [], `${page}\n${block.text}\n${output.slice(-2000)}`);
      assert.equal(exit, 0, `${page}\n${output.slice(-2000)}\n${errors.slice(-2000)}`);
      if (code !== '') assert.ok(output.includes(login.href), 'the code is of the address that the page shows');
    });
  }
});

function checkCalls({ mark }: Block, calls: readonly Call[], where: string): void {
  assert.ok(calls.length > 0, `no call was made: ${where}`);
  for (const { status, contentType, url } of calls) {
    if (mark === SHOWS_ERROR) {
      assert.ok(status >= 400, `${url} answered ${status}, the page promises an error: ${where}`);
      assert.match(contentType, /^application\/problem\+json/, where);
    } else assert.ok(status >= 200 && status < 400, `${url} answered ${status}: ${where}`);
  }
}

function loginAddress(): URL {
  const query = `client_id=${setting('DEMO_INTEGRATION_CLIENT_ID')}&redirect_uri=${setting('DEMO_INTEGRATION_REDIRECT_URI')}`;
  return new URL(`${environment().baseUrl}/auth/authorize?${query}&response_type=code&scope=openid`);
}

/** What ada would copy out of her browser. */
async function codeFor(login: URL): Promise<string> {
  const ada = { username: setting('DEMO_ADA_USERNAME'), password: setting('DEMO_ADA_PASSWORD') };
  const back = await signIn(login, setting('DEMO_INTEGRATION_REDIRECT_URI'), ada);
  return back.searchParams.get('code') ?? '';
}

describe('every page of the documentation', () => {
  it('marks each block that calls the API, with a mark that is known', () => {
    for (const page of pages())
      for (const { mark, text } of blocksOf(page)) {
        if (mark === undefined) assert.doesNotMatch(text, /\bcurl\b/, `${page} has lines that nobody runs:\n${text}`);
        else assert.ok([RUN, WITH_CODE, SHOWS_ERROR].includes(mark), `${page}: <!-- ${mark} -->`);
      }
  });

  it('links to files and headings that are there', () => {
    for (const page of pages())
      for (const [, target = ''] of withoutCode(readPage(page)).matchAll(/\]\(([^)\s]+)\)/g)) {
        if (/^[a-z]+:/.test(target)) continue;
        const [path = '', heading] = target.split('#');
        const file = path === '' ? page : join(dirname(page), path);
        assert.ok(existsSync(join(ROOT, file)), `${page} links to ${target}`);
        if (heading !== undefined) assert.ok(headingsOf(file).includes(heading), `${page} links to ${target}`);
      }
  });

  it('names npm commands and proofs that exist', () => {
    const { scripts } = JSON.parse(readPage('package.json')) as { scripts: Record<string, string> };
    for (const page of pages()) {
      const text = readPage(page);
      for (const [line, name = ''] of text.matchAll(/\bnpm (?:run )?([a-z]+)\b/g))
        if (line.startsWith('npm run') || ['test', 'start'].includes(name)) assert.ok(name in scripts, `${page}: ${line}`);
      for (const [line, name] of text.matchAll(/npm run prove -- ([a-z-]+)/g))
        assert.ok(existsSync(join(ROOT, 'scripts', 'prove', `${name}.proof.ts`)), `${page}: ${line}`);
    }
  });
});

/** A pattern between backticks may look like a link. */
const withoutCode = (text: string): string => text.replaceAll(/`[^`\n]+`/g, '');

const headingsOf = (page: string): string[] =>
  [...readPage(page).matchAll(/^#+ (.+)$/gm)].map(([, text = '']) =>
    text
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, '')
      .replaceAll(' ', '-'),
  );
