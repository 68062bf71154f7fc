import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { seedDemo } from '../operate/seed-demo.ts';
import { ROOT } from '../stack/paths.ts';
import { complaints, launchChromium } from './support/browser.ts';
import { DocsPage } from './support/docs-page.ts';
import { say, withHouse } from './support/house.ts';

export const about = 'the live docs in a real browser: sign in by Keycloak, try operations in a workspace, under a strict policy';

const PICTURES = join(ROOT, 'demo-output', 'live-docs');

function expect(holds: boolean, what: string, seen: unknown): void {
  if (!holds) throw new Error(`${what}; seen: ${JSON.stringify(seen)}`);
  say(`  ${what}`);
}

/** Works through the docs of a running API as ada, in that workspace. */
export async function visitDocs(env: Readonly<Record<string, string>>, workspaceId: string): Promise<void> {
  await rm(PICTURES, { recursive: true, force: true });
  await mkdir(PICTURES, { recursive: true });
  const browser = await launchChromium();
  try {
    say(`\nChromium ${browser.version()}, pictures in ${PICTURES}`);
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const origin = env['PUBLIC_URL'] ?? '';
    const heard = complaints(context, origin);
    const docs = await DocsPage.open(context, `${origin}/api/v1/docs`, PICTURES);
    expect((await docs.title()) === 'Tabularium API', 'the page has its title', await docs.title());
    const ways = await docs.waysIn();
    const wanted = ['oauth2', 'bearer', 'workspace', 'client_id_authorizationCode', 'auth-bearer-value', 'api_key_value'];
    const asks = [...wanted, 'cursor in api_key_value', '0 scopes not chosen'];
    expect(asks.length === ways.length && asks.every((name, i) => ways[i]?.startsWith(name)), 'Authorize asks for what it needs', ways);
    await docs.authorize(workspaceId, { username: env['DEMO_ADA_USERNAME'] ?? '', password: env['DEMO_ADA_PASSWORD'] ?? '' });
    say('  signed in as ada through the login window');
    await tryOperations(docs, workspaceId);
    expect(heard.length === 0, 'the browser complained about nothing: no policy violation, no missing file, nobody else asked', heard);
  } finally {
    await browser.close();
  }
}

async function tryOperations(docs: DocsPage, workspaceId: string): Promise<void> {
  const own = await docs.execute('Account', 'listAccountWorkspaces');
  expect(own.status === '200' && own.body.includes(workspaceId), 'GET /account/workspaces: 200, the workspace is listed', own);
  const name = `From the docs, ${new Date().toISOString()}`;
  const made = await docs.execute('Dossiers', 'createDossier', { name });
  expect(made.status === '201' && made.body.includes(name), 'POST /dossiers: 201 and the dossier', made);
  const list = await docs.execute('Dossiers', 'listDossiers');
  expect(list.status === '200' && list.body.includes(name), 'GET /dossiers: 200, and the new dossier is in it', list);
  for (const { curl } of [made, list]) {
    const complete = curl.includes(`'X-TENANT-ID: ${workspaceId}'`) && curl.includes("'Authorization: Bearer ");
    expect(complete, 'its cURL line carries workspace and token', curl);
  }
}

export async function prove(): Promise<void> {
  await withHouse('prove', async ({ env }) => {
    const { workspaces } = await seedDemo({ ...env });
    const [first] = workspaces;
    if (first === undefined) throw new Error('The demonstration workspaces could not be made.');
    await visitDocs(env, first.id);
  });
}
