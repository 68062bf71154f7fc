import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.ts';
import type { State } from './state.ts';

export const REALM = 'tabularium';
/** Argon2 costs 70 ms of a core a login: right for people, slow for hundreds of tests. */
const PASSWORD_HASH = { durable: 'hashAlgorithm(argon2)', test: 'hashAlgorithm(pbkdf2-sha256) and hashIterations(1000)' };

export interface ProtocolMapper {
  readonly name: string;
  readonly [key: string]: unknown;
}

export interface ClientScope {
  readonly name: string;
  readonly description: string;
  readonly protocol: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly protocolMappers?: readonly ProtocolMapper[];
}

/** The parts of keycloak/realm.json that are looked at one by one. */
export interface Realm {
  readonly clientScopes: readonly ClientScope[];
  readonly scopeMappings: readonly { readonly clientScope: string; readonly roles: readonly string[] }[];
  readonly clientProfiles: unknown;
  readonly clientPolicies: unknown;
  readonly defaultDefaultClientScopes: readonly string[];
  readonly defaultOptionalClientScopes: readonly string[];
  readonly roles: { readonly realm: readonly { readonly name: string; readonly description: string }[] };
  readonly [setting: string]: unknown;
}

export interface Client {
  readonly clientId: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly defaultClientScopes: readonly string[];
  readonly optionalClientScopes: readonly string[];
  readonly [setting: string]: unknown;
}

export interface DesiredClients {
  readonly clients: readonly Client[];
  /** Roles of the service accounts: client id, then the client that owns the roles, then their names. */
  readonly serviceAccountRoles: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** Replaces each `${name}`. Throws on one without a value: Keycloak itself would take the placeholder for the secret. */
export function fillIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\{([^}]*)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined || value === '') throw new Error(`The Keycloak configuration names \${${name}}, which has no value.`);
    return JSON.stringify(value).slice(1, -1);
  });
}

const source = (name: string): string => readFileSync(join(ROOT, 'keycloak', name), 'utf8');

/** keycloak/realm.json, ready to import. */
export function desiredRealm(durable: boolean): Realm {
  const values = {
    passwordHash: PASSWORD_HASH[durable ? 'durable' : 'test'],
    // it listens on 127.0.0.1 only; "external" would refuse each caller from elsewhere whose address our API passes on
    sslRequired: 'none',
  };
  return JSON.parse(fillIn(source('realm.json'), values)) as Realm;
}

/** keycloak/clients.json with addresses, secrets and the scopes of the contract. */
export function desiredClients(state: State, publicUrl: string, contractScopes: readonly string[]): DesiredClients {
  const marker = '@contract';
  const text = fillIn(source('clients.json'), { ...state.secrets, publicUrl, contractScopes: marker });
  const file = JSON.parse(text) as { common: Client; clients: Client[]; serviceAccountRoles: DesiredClients['serviceAccountRoles'] };
  const clients = file.clients.map((client) => ({
    ...file.common,
    ...client,
    attributes: { ...file.common.attributes, ...client.attributes },
    optionalClientScopes: client.optionalClientScopes.flatMap((scope) => (scope === marker ? contractScopes : [scope])),
  }));
  return { clients, serviceAccountRoles: file.serviceAccountRoles };
}

interface Contract {
  readonly components: {
    readonly securitySchemes: Record<string, { type: string; flows?: { authorizationCode?: { scopes: Record<string, string> } } }>;
  };
}

/** Scopes of the API with their meaning, out of the bundled contract. */
export function contractScopes(): Readonly<Record<string, string>> {
  const path = join(ROOT, 'src', 'http', 'generated', 'openapi.json');
  const contract = JSON.parse(readFileSync(path, 'utf8')) as Contract;
  const scheme = Object.values(contract.components.securitySchemes).find(({ type }) => type === 'oauth2');
  const scopes = scheme?.flows?.authorizationCode?.scopes ?? {};
  // the scopes of OpenID Connect itself are the realm's own
  const own = Object.entries(scopes).filter(([name]) => name.includes(':'));
  if (own.length === 0) throw new Error(`${path} names no OAuth scope under components.securitySchemes.`);
  return Object.fromEntries(own);
}

/** Changes when a Keycloak database made from the old realm file is not what a new import would give. */
export function originOf(version: string, realm: Realm): string {
  return createHash('sha256')
    .update(`${version}\n${JSON.stringify(realm)}`)
    .digest('hex')
    .slice(0, 16);
}
