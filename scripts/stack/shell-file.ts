import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InstanceFolders } from './paths.ts';

/** Shell variable to the environment's name; what README and docs/guides use in their lines. */
const VARIABLES: Readonly<Record<string, string>> = {
  ISSUER: 'OIDC_ISSUER',
  PASSWORD_CLIENT_ID: 'DEMO_PASSWORD_CLIENT_ID',
  PASSWORD_CLIENT_SECRET: 'DEMO_PASSWORD_CLIENT_SECRET',
  NIGHTLY_USERNAME: 'DEMO_NIGHTLY_USERNAME',
  NIGHTLY_PASSWORD: 'DEMO_NIGHTLY_PASSWORD',
  ADA_USERNAME: 'DEMO_ADA_USERNAME',
  ADA_PASSWORD: 'DEMO_ADA_PASSWORD',
  INTEGRATION_CLIENT_ID: 'DEMO_INTEGRATION_CLIENT_ID',
  INTEGRATION_CLIENT_SECRET: 'DEMO_INTEGRATION_CLIENT_SECRET',
  INTEGRATION_REDIRECT_URI: 'DEMO_INTEGRATION_REDIRECT_URI',
};

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** Writes `shell.env` of an instance, to be sourced before the lines of the documentation; readable by its owner only. */
export function writeShellFile(folders: InstanceFolders, env: Readonly<Record<string, string>>, workspaceId: string | undefined): string {
  const values = {
    API: `${env['PUBLIC_URL']}/api/v1`,
    WORKSPACE: workspaceId ?? '',
    ...Object.fromEntries(Object.entries(VARIABLES).map(([name, from]) => [name, env[from] ?? ''])),
  };
  const path = join(folders.home, 'shell.env');
  const lines = Object.entries(values).map(([name, value]) => `export ${name}=${quoted(value)}`);
  writeFileSync(path, `${lines.join('\n')}\n`, { mode: 0o600 });
  return path;
}
