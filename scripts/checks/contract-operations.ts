import { ROLES } from '../../src/core/context.ts';
import { type Contract, operationsOf, type Placed, parametersOf, type Response, resolve } from '../generate/contract-types.ts';
import type { ProblemType } from '../generate/problem-types.ts';

const ALWAYS = ['invalid-request', 'not-acceptable', 'too-many-requests', 'internal-error'];
const WITH_TOKEN = ['unauthenticated', 'insufficient-scope', 'unavailable', 'identity-provider-unavailable'];
const IN_WORKSPACE = ['tenant-header-invalid', 'workspace-forbidden', 'role-too-low'];

/** The codes that follow from what the operation takes. */
function impliedProblems(contract: Contract, placed: Placed): string[] {
  const parameters = parametersOf(contract, placed);
  const takes = (name: string): boolean => parameters.some((parameter) => parameter.name === name);
  return [
    ...ALWAYS,
    ...(placed.operation.security.length > 0 ? WITH_TOKEN : []),
    ...(takes('X-TENANT-ID') ? IN_WORKSPACE : []),
    ...(parameters.some((parameter) => parameter.in === 'path') ? ['not-found'] : []),
    ...(takes('If-Match') ? ['precondition-failed'] : []),
    ...(parameters.some(({ name, required }) => name === 'If-Match' && required) ? ['precondition-required'] : []),
    ...(takes('Idempotency-Key') ? ['idempotency-key-in-use', 'idempotency-key-reused'] : []),
    ...(takes('Range') ? ['range-not-satisfiable'] : []),
    ...(placed.operation.requestBody ? ['too-large', 'unsupported-media-type'] : []),
  ];
}

function problemsOf(contract: Contract, placed: Placed, known: Readonly<Record<string, ProblemType>>): string[] {
  const listed = placed.operation['x-problems'] ?? [];
  const missing = impliedProblems(contract, placed).filter((code) => !listed.includes(code));
  const unknown = listed.filter((code) => known[code]?.use !== 'operation');
  return [
    ...missing.map((code) => `x-problems lacks ${code}, which follows from its parameters, body or security`),
    ...unknown.map((code) => `x-problems names ${code}, which api-spec/problems.yaml does not list with use: operation`),
    ...(new Set(listed).size === listed.length ? [] : ['x-problems names a code twice']),
  ];
}

function rightsOf(contract: Contract, placed: Placed): string[] {
  const { security, 'x-roles': roles = [] } = placed.operation;
  const faults: string[] = [];
  const scopes = security.find((way) => 'oauth2' in way)?.['oauth2'];
  const known = contract.components.securitySchemes.oauth2.flows.authorizationCode.scopes;
  const inWorkspace = parametersOf(contract, placed).some(({ name }) => name === 'X-TENANT-ID');
  if (security.length > 0 && (security.length !== 2 || !scopes || !('bearer' in (security[1] ?? {})))) {
    faults.push('security must be empty, or oauth2 with its scopes followed by bearer');
  }
  for (const scope of scopes ?? []) if (!(scope in known)) faults.push(`unknown scope ${scope}: add it to the security scheme`);
  for (const role of roles) if (!(ROLES as readonly string[]).includes(role)) faults.push(`x-roles names the unknown role ${role}`);
  if (inWorkspace && !(scopes ?? []).length) faults.push('takes X-TENANT-ID, so it needs a scope');
  if (inWorkspace !== roles.length > 0) faults.push('x-roles and the parameter X-TENANT-ID belong together');
  return faults;
}

function answersOf(contract: Contract, { operation }: Placed): string[] {
  const responses = Object.entries(operation.responses);
  const silent = responses.filter(([, response]) => !resolve<Response>(contract, response).headers?.['X-Request-Id']);
  return [
    ...(responses.some(([status]) => /^[23]/.test(status)) ? [] : ['has no successful response']),
    ...silent.map(([status]) => `response ${status} lacks the header X-Request-Id`),
  ];
}

/** A POST can be repeated without being done twice, unless it is a login or says that it has a way of its own. */
function retriesOf(contract: Contract, placed: Placed): string[] {
  const { operation, method, path } = placed;
  const ownWay = operation['x-idempotency'];
  const takesKey = parametersOf(contract, placed).some(({ name }) => name === 'Idempotency-Key');
  const wanted = method === 'post' && !path.startsWith('/auth/') && ownWay === undefined;
  const good = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'));
  const silent = good.filter(([, response]) => !resolve<Response>(contract, response).headers?.['Idempotency-Replayed']);
  return [
    ...(ownWay !== undefined && (ownWay !== 'none' || method !== 'post') ? ['x-idempotency can only be none, on a POST'] : []),
    ...(wanted && !takesKey ? ['a POST takes the parameter Idempotency-Key, or says x-idempotency: none'] : []),
    ...(!wanted && takesKey ? ['the parameter Idempotency-Key is for POST operations outside /auth without x-idempotency'] : []),
    ...(takesKey ? silent.map(([status]) => `response ${status} lacks the header Idempotency-Replayed`) : []),
  ];
}

/** Faults in what each operation says of itself: tag, rights, problems, answers, retries. */
export function operationFaults(contract: Contract, problems: Readonly<Record<string, ProblemType>>): string[] {
  const tags = contract.tags.map(({ name }) => name);
  return operationsOf(contract).flatMap((placed) => {
    const { operation, item, method } = placed;
    const faults = [
      ...rightsOf(contract, placed),
      ...problemsOf(contract, placed, problems),
      ...answersOf(contract, placed),
      ...retriesOf(contract, placed),
    ];
    if (operation.tags.some((tag) => !tags.includes(tag))) faults.push('its tag is not among the tags of api-spec/openapi.yaml');
    if (![undefined, 'internal'].includes(operation['x-listener'])) faults.push('x-listener can only be internal');
    if (method === 'head' && !item.get) faults.push('HEAD without GET');
    return faults.map((fault) => `${operation.operationId}: ${fault}`);
  });
}
