import { DEFAULT_SCOPES, SCOPES } from '../../core/scopes.ts';

/** The scope parameter to send on: as asked, and with the default set when no resource scope is in it. */
export function withDefaultScopes(asked: string | null): string {
  const names = (asked ?? '').split(' ').filter((name) => name !== '');
  return (names.some(isResourceScope) ? names : [...names, ...DEFAULT_SCOPES]).join(' ');
}

const isResourceScope = (name: string): boolean => Object.hasOwn(SCOPES, name);
