import { readFileSync } from 'node:fs';
import { stringify } from 'yaml';
import type { Spec } from './operation-tree.ts';

/** The contract as this server publishes it: real addresses instead of relative ones. */
export interface PublishedSpec {
  readonly document: Spec & Readonly<Record<string, unknown>>;
  readonly json: string;
  readonly yaml: string;
  /** Scopes the docs ask for: all that a contract's operation names. */
  readonly defaultScopes: readonly string[];
}

interface Flow {
  authorizationUrl?: string;
  tokenUrl?: string;
  refreshUrl?: string;
  scopes: Readonly<Record<string, string>>;
}
interface Scheme {
  readonly flows?: Record<string, Flow>;
}

/** The bundled contract as it was generated, with relative addresses. */
export function bundledSpec(): Spec & Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(new URL('./generated/openapi.json', import.meta.url), 'utf8')) as Spec & Record<string, unknown>;
}

/** Puts the public address into servers and OAuth flows, so that a downloaded copy works elsewhere. */
export function publishSpec(bundle: Spec & Readonly<Record<string, unknown>>, publicUrl: string): PublishedSpec {
  const document: Spec & Record<string, unknown> = structuredClone(bundle);
  document['servers'] = [{ url: `${publicUrl}/api/v1`, description: 'This server' }];
  const components = document['components'] as { securitySchemes?: Record<string, Scheme> } | undefined;
  const scopes = new Set<string>();
  for (const scheme of Object.values(components?.securitySchemes ?? {})) {
    for (const flow of Object.values(scheme.flows ?? {})) {
      if (flow.authorizationUrl !== undefined) flow.authorizationUrl = `${publicUrl}/api/v1/auth/authorize`;
      if (flow.tokenUrl !== undefined) flow.tokenUrl = `${publicUrl}/api/v1/auth/token`;
      if (flow.refreshUrl !== undefined) flow.refreshUrl = `${publicUrl}/api/v1/auth/token`;
    }
  }
  for (const item of Object.values(document.paths)) {
    for (const operation of Object.values(item) as { security?: Record<string, string[]>[] }[]) {
      for (const requirement of operation.security ?? [])
        for (const list of Object.values(requirement)) for (const one of list) scopes.add(one);
    }
  }
  return {
    document,
    json: JSON.stringify(document),
    yaml: stringify(document, { lineWidth: 0, aliasDuplicateObjects: false }),
    defaultScopes: [...scopes].sort(),
  };
}
