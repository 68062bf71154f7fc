import { SAMPLES, type Sample } from '../../acceptance/samples.ts';
import { environment, setting } from '../environment.ts';
import { freshWorkspace, type Role, type TestWorkspace } from '../workspace.ts';
import type { Caller } from './breaches.ts';
import { type Draft, draftOf, FORM, pair, withBody } from './draft.ts';
import { type FlatOperation, flatOperations, textOf } from './spec.ts';
import type { Ids } from './valid.ts';

/** Where the requests go: a workspace with something of everything, and another one whose ids are strange to it. */
export interface World {
  readonly operations: readonly FlatOperation[];
  readonly ids: Ids;
  readonly foreign: Ids;
  /** A good call of the operation, with things of its own. */
  prepare(operation: FlatOperation): Promise<Draft>;
  /** Authorization and tenant headers of a caller. */
  headers(operation: FlatOperation, caller: Caller): Promise<readonly (readonly [string, string])[]>;
  base(operation: FlatOperation): URL;
}

export async function openWorld(): Promise<World> {
  const operations = flatOperations();
  const [own, other] = await Promise.all([freshWorkspace(), freshWorkspace()]);
  return {
    operations,
    ids: await idsIn(own, operations),
    foreign: await idsIn(other, operations),
    prepare: (operation) => prepare(own, operation),
    headers: (operation, caller) => headers(own, operation, caller),
    base: ({ listener }) => new URL(listener === 'internal' ? environment().internalUrl : environment().baseUrl),
  };
}

/** One of each kind of thing that has an id, by the name its path parameter has. */
async function idsIn({ owner }: TestWorkspace, operations: readonly FlatOperation[]): Promise<Ids> {
  const ids: Record<string, string> = {};
  for (const { operationId, path, method } of operations) {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    const sample: Sample | undefined = SAMPLES[operationId];
    if (sample && method === 'GET' && names.some((name) => !(name in ids))) Object.assign(ids, (await sample.prepare(owner)).ids);
  }
  return ids;
}

async function prepare({ owner }: TestWorkspace, operation: FlatOperation): Promise<Draft> {
  const sample: Sample | undefined = SAMPLES[operation.operationId];
  if (!sample) return OPEN[operation.operationId]?.(operation) ?? fromContract(operation);
  const { ids = {}, options = {} } = await sample.prepare(owner);
  return draftOf(operation, ids, options);
}

/** A call as the contract's own examples make it. */
function fromContract(operation: FlatOperation): Draft {
  const wanted = operation.parameters.filter(({ in: place, required }) => place === 'path' || required);
  const text = ({ example, schema }: (typeof wanted)[number]): string => textOf(example ?? schema.example ?? schema.enum?.[0] ?? 'x');
  const path = Object.fromEntries(wanted.filter((one) => one.in === 'path').map((one) => [one.name, text(one)]));
  const query = wanted.filter((one) => one.in === 'query').map((one) => pair(one.name, text(one)));
  return { ...draftOf(operation, path, {}), query };
}

/** Good calls of open operations that need more than the contract's examples. */
const OPEN: Readonly<Record<string, (operation: FlatOperation) => Draft>> = {
  authorize: (operation) =>
    draftOf(
      operation,
      {},
      {
        query: {
          client_id: setting('DEMO_CLI_CLIENT_ID'),
          response_type: 'code',
          redirect_uri: setting('DEMO_CLI_REDIRECT_URI'),
          code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
          code_challenge_method: 'S256',
        },
      },
    ),
  requestToken: (operation) => {
    const form = {
      grant_type: 'client_credentials',
      client_id: setting('DEMO_INTEGRATION_CLIENT_ID'),
      client_secret: setting('DEMO_INTEGRATION_CLIENT_SECRET'),
    };
    return withBody(draftOf(operation, {}, {}), FORM, new URLSearchParams(form).toString());
  },
};

/** A role that may not call the operation; undefined when every role may. */
export const roleTooLow = ({ roles }: FlatOperation): Role | undefined =>
  (['AUDITOR', 'READER', 'MEMBER'] as const).find((role) => roles.length > 0 && !roles.includes(role));

async function headers(own: TestWorkspace, operation: FlatOperation, caller: Caller): Promise<readonly (readonly [string, string])[]> {
  const tenant = operation.tenant ? [['x-tenant-id', own.id] as const] : [];
  if (caller === 'nobody' || !operation.secured) return tenant;
  const role = caller === 'owner' ? 'OWNER' : (roleTooLow(operation) ?? 'OWNER');
  return [['authorization', `Bearer ${await (await own.user(role)).token()}`], ...tenant];
}
