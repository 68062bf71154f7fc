/** Every resource scope of the API, as the contract lists them. */
export const RESOURCE_SCOPES = [
  'dossier-templates:read',
  'dossier-templates:write',
  'dossiers:read',
  'dossiers:write',
  'files:read',
  'files:write',
  'files:delete',
  'components:read',
  'components:write',
  'result-packages:read',
  'result-packages:write',
  'search:read',
  'organize:write',
  'jobs:read',
  'webhooks:manage',
  'license:read',
  'license:manage',
  'users:read',
  'users:manage',
  'tokens:manage',
  'audit:read',
  'governance:manage',
  'workspace:read',
  'workspace:manage',
  'batch:execute',
] as const;

/** Added by our own front when a request names no resource scope, so that the plainest login request gives a useful token. */
export const DEFAULT_SCOPES = [
  'dossier-templates:read',
  'dossiers:read',
  'dossiers:write',
  'files:read',
  'files:write',
  'files:delete',
  'components:read',
  'result-packages:read',
  'result-packages:write',
  'license:read',
  'jobs:read',
] as const;

/** The scope parameter to send on: as asked, and with the default set when no resource scope is in it. */
export function withDefaultScopes(asked: string | null): string {
  const names = (asked ?? '').split(' ').filter((name) => name !== '');
  return (names.some(isResourceScope) ? names : [...names, ...DEFAULT_SCOPES]).join(' ');
}

const isResourceScope = (name: string): boolean => RESOURCE_SCOPES.some((scope) => scope === name);
