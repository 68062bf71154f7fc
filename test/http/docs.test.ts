import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { PROBLEM_TYPES } from '../../src/core/problem-types.ts';
import { operations } from '../support/contract.ts';
import { environment, setting } from '../support/environment.ts';
import { exchange, type WireAnswer } from '../support/http.ts';
import { clientFor } from '../support/workspace.ts';

interface Parameter {
  readonly $ref?: string;
  readonly name?: string;
  readonly example?: unknown;
  readonly schema?: { readonly example?: unknown };
}
interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly description: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: { readonly properties?: Readonly<Record<string, Parameter>> } }>>;
  };
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
}
interface Contract {
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly parameters: Readonly<Record<string, Parameter>>;
    readonly securitySchemes: {
      readonly workspace?: object;
      readonly oauth2: { readonly flows: { readonly authorizationCode: Readonly<Record<string, unknown>> & { readonly scopes: object } } };
    };
  };
}

const anybody = clientFor();
const publicUrl = (): string => setting('PUBLIC_URL');

/** Outside the contract, so without its client. The path goes out as it is written. */
function get(path: string, method = 'GET'): Promise<WireAnswer> {
  return exchange({ method, url: new URL(environment().baseUrl), rawPath: path, headers: {} });
}

async function fetched(path: string, type: string): Promise<string> {
  const answer = await get(path);
  assert.equal(answer.status, 200, path);
  assert.equal(answer.headers['content-type']?.split(';')[0], type, path);
  return answer.bytes.toString();
}

const operationsOf = ({ paths }: Contract): Operation[] =>
  Object.values(paths).flatMap((item) => Object.values(item).filter((one) => 'operationId' in one));

describe('the page of the live docs', () => {
  it('comes with all it loads from this server, at both of its addresses', async () => {
    for (const at of ['/api/v1/docs', '/api/v1/docs/']) {
      const page = await fetched(at, 'text/html');
      assert.match(page, /<title>Tabularium API<\/title>/);
      const loaded = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? '');
      assert.equal(loaded.length, 6);
      for (const path of loaded) {
        assert.match(path, /^\/api\/v1\//);
        assert.equal((await get(path)).status, 200, path);
      }
    }
    await fetched('/api/v1/docs/oauth2-redirect.html', 'text/html');
    await fetched('/api/v1/docs/oauth2-redirect.js', 'text/javascript');
  });

  it('signs in by PKCE with the docs client, all scopes chosen, and comes back to the registered address', async () => {
    const script = await fetched('/api/v1/docs/initializer.js', 'text/javascript');
    assert.match(script, /clientId: 'tabularium-docs'/);
    assert.match(script, /usePkceWithAuthorizationCodeGrant: true/);
    assert.match(script, /validatorUrl: null/); // else every reader is told to a stranger's server
    const scopes = JSON.parse(/scopes: (\[.*\])/.exec(script)?.[1] ?? '[]') as string[];
    assert.deepEqual(scopes, [...new Set(operations.flatMap((one) => one.scopes))].sort());
    assert.match(script, new RegExp(`home = "${publicUrl()}"`));
    const query = {
      client_id: 'tabularium-docs',
      redirect_uri: `${publicUrl()}/api/v1/docs/oauth2-redirect.html`,
      response_type: 'code',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
      scope: scopes.join(' '),
    };
    const { headers } = await anybody.get('/auth/authorize', { query, expect: 302 });
    assert.equal(headers['cross-origin-opener-policy'], undefined, 'it would cut the login window off from the page that waits for it');
    const login = await fetch(headers.location ?? '', { redirect: 'manual' });
    assert.equal(login.status, 200, 'Keycloak knows client, address and scopes');
  });

  it('may run no script but its own and talk to nobody else', async () => {
    for (const path of ['/api/v1/docs', '/api/v1/docs/oauth2-redirect.html', '/api/v1/docs/swagger-ui-bundle.js']) {
      const { headers } = await get(path);
      const policy = Object.fromEntries(
        String(headers['content-security-policy'])
          .split(';')
          .map((rule) => rule.split(/ (.*)/s).slice(0, 2)),
      ) as Record<string, string>;
      assert.deepEqual(policy, {
        'default-src': "'none'",
        'script-src': "'self'",
        'style-src': "'self' 'unsafe-inline'",
        'img-src': "'self' data:",
        'connect-src': "'self'",
        'base-uri': "'none'",
        'form-action': "'none'",
        'frame-ancestors': "'none'",
      });
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.equal(headers['x-frame-options'], 'DENY');
    }
  });

  it('serves these files and no other: no listing, no neighbour, nothing above', async () => {
    const paths = [
      'index.html',
      'swagger-initializer.js',
      'package.json',
      'swagger-ui.js.map',
      '../docs/package.json',
      '../../../package.json',
      '..%2f..%2f..%2fpackage.json',
      '%2e%2e/%2e%2e/package.json',
      '..%5c..%5cpackage.json',
      '.git/config',
    ];
    for (const path of paths) {
      const answer = await get(`/api/v1/docs/${path}`);
      assert.equal(answer.status, 404, path);
      assert.match(String(answer.headers['content-type']), /^application\/problem\+json/, path);
    }
    assert.equal((await get('/api/v1/docs', 'POST')).status, 404);
    const internal = await exchange({ method: 'GET', url: new URL(`${environment().internalUrl}/docs`), headers: {} });
    assert.equal(internal.status, 404, 'the internal listener has no docs');
  });
});

describe('the contract as the live docs show it', () => {
  const shown = async (): Promise<Contract> => JSON.parse(await fetched('/api/v1/docs/openapi.json', 'application/json')) as Contract;

  it('has every public operation, and X-TENANT-ID as a key instead of a field', async () => {
    const contract = await shown();
    const mine = operationsOf(contract);
    const wanted = operations.filter(({ listener }) => listener === 'public');
    assert.deepEqual(mine.map(({ operationId }) => operationId).sort(), wanted.map(({ operationId }) => operationId).sort());
    const names = (one: Operation): (string | undefined)[] =>
      (one.parameters ?? []).map(({ $ref, name }) => name ?? contract.components.parameters[$ref?.split('/').at(-1) ?? '']?.name);
    for (const one of mine) {
      assert.ok(!names(one).includes('X-TENANT-ID'), one.operationId);
      const keyed = one.security.length > 0 && one.security.every((scheme) => 'workspace' in scheme);
      assert.equal(keyed, wanted.find(({ operationId }) => operationId === one.operationId)?.tenant, one.operationId);
    }
    assert.deepEqual(contract.components.securitySchemes.workspace, {
      type: 'apiKey',
      in: 'header',
      name: 'X-TENANT-ID',
      description: 'The id of your workspace, sent with every call. `GET /account/workspaces`, which needs none, lists yours.',
    });
    assert.deepEqual([...new Set(mine.flatMap(({ tags }) => tags))].sort(), contract.tags.map(({ name }) => name).sort());
  });

  it('has one way to sign in, at absolute addresses, with the scopes that some operation needs', async () => {
    const { servers, components } = await shown();
    assert.deepEqual(
      servers.map(({ url }) => url),
      [`${publicUrl()}/api/v1`],
    );
    assert.deepEqual(Object.keys(components.securitySchemes), ['oauth2', 'bearer', 'workspace']);
    const { flows } = components.securitySchemes.oauth2;
    assert.deepEqual(Object.keys(flows), ['authorizationCode']);
    const { scopes, ...addresses } = flows.authorizationCode;
    assert.deepEqual(addresses, { authorizationUrl: `${publicUrl()}/api/v1/auth/authorize`, tokenUrl: `${publicUrl()}/api/v1/auth/token` });
    assert.deepEqual(Object.keys(scopes).sort(), [...new Set(operations.flatMap((one) => one.scopes))].sort());
  });

  it('fills a form with its example and nothing made up', async () => {
    const { paths } = await shown();
    const form = (path: string, type: string): Record<string, unknown> =>
      Object.fromEntries(
        Object.entries(paths[path]?.['post']?.requestBody?.content[type]?.schema.properties ?? {}).map(([name, { example }]) => [
          name,
          example,
        ]),
      );
    assert.deepEqual(form('/dossiers/{dossierId}/files', 'multipart/form-data'), {
      metadata: { title: 'Invoice 2026-0317' },
      file: undefined,
    });
    const { grant_type, code, code_verifier } = form('/auth/token', 'application/x-www-form-urlencoded');
    assert.deepEqual([grant_type, code, code_verifier], ['client_credentials', '', '']);
  });

  it('fills no example into a parameter, and says scope, roles and problems', async () => {
    const contract = await shown();
    for (const one of [
      ...Object.values(contract.components.parameters),
      ...operationsOf(contract).flatMap(({ parameters }) => parameters ?? []),
    ])
      assert.deepEqual([one.example, one.schema?.example], [undefined, undefined], one.name);
    const create = operationsOf(contract).find(({ operationId }) => operationId === 'createDossier');
    assert.match(create?.description ?? '', /Needs the scope `dossiers:write` and one of the roles OWNER, MANAGER, MEMBER\./);
    assert.ok(create?.description.includes(`[role-too-low](${publicUrl()}/api/v1/problems/role-too-low)`));
  });
});

describe('the published contract', () => {
  it('is the same as JSON and as YAML, complete, and with the public address', async () => {
    const json = await anybody.get<Contract>('/openapi.json', { expect: 200 });
    const yaml = await anybody.get('/openapi.yaml', { expect: 200 });
    assert.deepEqual(parse(yaml.bytes.toString()), json.body);
    assert.equal(yaml.headers['content-type']?.split(';')[0], 'application/yaml');
    assert.deepEqual(
      json.body.servers.map(({ url }) => url),
      [`${publicUrl()}/api/v1`],
    );
    assert.deepEqual(
      operationsOf(json.body)
        .map(({ operationId }) => operationId)
        .sort(),
      operations.map(({ operationId }) => operationId).sort(),
    );
    const { authorizationUrl, tokenUrl } = json.body.components.securitySchemes.oauth2.flows.authorizationCode;
    assert.deepEqual([authorizationUrl, tokenUrl], [`${publicUrl()}/api/v1/auth/authorize`, `${publicUrl()}/api/v1/auth/token`]);
  });
});

describe('the page of a problem', () => {
  it('is there for every code, with its title, what happened and what to do', async () => {
    for (const [code, { title, status }] of Object.entries(PROBLEM_TYPES)) {
      const { bytes, headers } = await anybody.get(`/problems/${code}`, { expect: 200 });
      const page = bytes.toString();
      assert.equal(headers['content-type'], 'text/html; charset=utf-8');
      assert.ok(page.includes(`<h1>${title}</h1>`) && page.includes(`HTTP status ${status}`), code);
      assert.match(page, /<h2>What happened<\/h2>\s*<p>.{20,}<\/p>\s*<h2>What to do<\/h2>\s*<p>.{10,}<\/p>/, code);
    }
  });

  it('is where the type of a problem leads, and there is none for an unknown code', async () => {
    const { body } = await anybody.problem('not-found', 'GET', '/problems/no-such-code');
    assert.equal(body.type, `${publicUrl()}/api/v1/problems/not-found`);
    assert.equal((await anybody.get(body.type, { expect: 200 })).status, 200);
  });
});
