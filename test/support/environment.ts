import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What scripts/test.ts started, and how to reach it. Its secrets live as long as the stack of the tests. */
export interface TestEnvironment {
  /** Public and internal listener, each up to and with `/api/v1`. */
  readonly baseUrl: string;
  readonly internalUrl: string;
  /** Settings of server and worker, the owner's database address, and under DEMO_ what only demo and tests need. */
  readonly env: Readonly<Record<string, string>>;
  readonly superuserUrl: string;
  /** Folder of the instance: logs are in `logs/`. */
  readonly home: string;
}

let known: TestEnvironment | undefined;

/** The environment of this run. Throws with the way out when there is none. */
export function environment(): TestEnvironment {
  known ??= load(
    process.env.TABULARIUM_TEST_ENVIRONMENT ?? fileURLToPath(new URL('../../.tabularium/test/environment.json', import.meta.url)),
  );
  return known;
}

/** One setting. Throws when the stack did not write it. */
export function setting(name: string): string {
  const value = environment().env[name];
  if (value === undefined || value === '') throw new Error(`the test environment lacks ${name}`);
  return value;
}

function load(path: string): TestEnvironment {
  let env: Record<string, string>;
  try {
    env = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
  } catch (cause) {
    throw new Error(`no test stack described in ${path}: run the tests with "npm test", or keep one up with "npm test -- --keep"`, {
      cause,
    });
  }
  return {
    baseUrl: `${env.PUBLIC_URL}/api/v1`,
    internalUrl: `http://${env.INTERNAL_HOST}:${env.INTERNAL_PORT}/api/v1`,
    env,
    superuserUrl: env.DEMO_SUPERUSER_URL ?? '',
    home: dirname(path),
  };
}
