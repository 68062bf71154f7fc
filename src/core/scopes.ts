// Generated from api-spec by `npm run generate`; change the source, not this file.

/** Every scope of the contract with what it allows. */
export const SCOPES = {
  'dossier-templates:read': 'Read dossier templates.',
  'dossier-templates:write': 'Change dossier templates.',
  'dossiers:read': 'Read dossiers.',
  'dossiers:write': 'Make, change, trash and restore dossiers.',
  'files:read': 'Read files and their content.',
  'files:write': 'Upload and change files.',
  'files:delete': 'Delete files.',
  'components:read': 'Read components.',
  'components:write': 'Override components.',
  'result-packages:read': 'Read and download result packages.',
  'result-packages:write': 'Make and delete result packages.',
  'search:read': 'Search.',
  'organize:write': 'Tag, file and classify.',
  'jobs:read': 'Follow background jobs.',
  'webhooks:manage': 'Manage webhooks.',
  'license:read': 'Read the license and its usage.',
  'license:manage': 'Set license thresholds.',
  'users:read': 'Read the members of a workspace.',
  'users:manage': 'Invite, change and remove members.',
  'tokens:manage': 'Manage access tokens.',
  'audit:read': 'Read audit events.',
  'governance:manage': 'Manage retention and legal holds.',
  'workspace:read': 'Read the workspace.',
  'workspace:manage': 'Change the workspace.',
  'batch:execute': 'Send several requests as one.',
} as const;
export type Scope = keyof typeof SCOPES;

/** Scopes a login at our own front gets when its request names none of ours. */
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
] as const satisfies readonly Scope[];
