import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cached, maven, pomProperty, run } from './download.ts';
import { bareEnvironment } from './java.ts';
import { ROOT } from './paths.ts';
import type { Progress } from './progress.ts';

export type KeycloakDatabase = 'postgres' | 'dev-file';

const POM = join(ROOT, 'keycloak', 'pom.xml');

export const keycloakVersion = (): string => pomProperty(readFileSync(POM, 'utf8'), 'keycloak.version');

/** Fetches and builds Keycloak, once for each version and set of options; resolves to its folder. */
export async function builtKeycloak(database: KeycloakDatabase, progress: Progress): Promise<string> {
  const version = keycloakVersion();
  const options = [
    `--db=${database}`,
    '--health-enabled=true',
    '--metrics-enabled=true', // the health of the database connections is only told with it
    '--features-disabled=ciba,kerberos,impersonation',
  ];
  const key = createHash('sha256').update(options.join(' ')).digest('hex').slice(0, 8);
  const folder = await cached(`keycloak-${version}-${key}`, async (draft) => {
    await progress.step(`fetching Keycloak ${version} (first time, about 180 MB)`, 'fetched', () =>
      maven(progress, POM, 'dependency:unpack@fetch', draft),
    );
    const script = join(draft, `keycloak-${version}`, 'bin', 'kc.sh');
    await progress.step('building it (first time)', 'built', () => run(script, ['build', ...options], { env: bareEnvironment() }));
  });
  return join(folder, `keycloak-${version}`);
}
