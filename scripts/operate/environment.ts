import { readJson } from '../stack/files.ts';
import { instanceFolders } from '../stack/paths.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

const NEEDED = ['DATABASE_OWNER_URL', 'OIDC_ISSUER', 'OIDC_PROVISIONER_CLIENT_ID', 'OIDC_PROVISIONER_CLIENT_SECRET'] as const;

/** What the operate command needs to reach database and Keycloak. */
export type OperatorSettings = Readonly<Record<(typeof NEEDED)[number], string>>;

/** The caller's own settings, else those of the running instance of the embedded stack. Throws naming all that is missing. */
export function operatorSettings(given: Environment, instance: string): OperatorSettings {
  const ofInstance = readJson(instanceFolders(instance).environment) as Environment | undefined;
  const values = NEEDED.map((name) => [name, given[name] || ofInstance?.[name] || ''] as const);
  const missing = values.filter(([, value]) => value === '').map(([name]) => name);
  if (missing.length > 0) {
    throw new Error(
      `${missing.join(', ')} missing: start the embedded stack once with "npm start", or set them to those of your installation.`,
    );
  }
  return Object.fromEntries(values) as OperatorSettings; // every name of NEEDED is in it
}
