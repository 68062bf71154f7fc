import type { Platform } from './context.ts';
import { newestMigration } from './db/schema-state.ts';
import { poolFigures } from './metrics/watch-pools.ts';
import { queueHealth } from './queue/queue-health.ts';

/** How long one part may take before it counts as down. */
const PROBE_MS = 2_000;

/** Something this process stands on. */
export interface HealthPart {
  readonly name: string;
  /** Rejects when the part is down; a text that it resolves to says more. */
  readonly ping: () => Promise<unknown>;
  /** Without it the process can serve nobody. */
  readonly essential: boolean;
}

interface Check {
  readonly name: string;
  readonly status: 'UP' | 'DOWN';
  readonly milliseconds: number;
  readonly detail: string;
}

/** What server and worker both stand on. */
export const platformParts = (platform: Platform): readonly HealthPart[] => [
  { name: 'postgresql', ping: () => platform.db.app.query('select 1'), essential: true },
  { name: 'object-store', ping: () => platform.objects.ping(), essential: true },
  // not essential: tokens verified against the cached keys stay good while Keycloak is away
  { name: 'keycloak', ping: () => platform.identity.ping(), essential: false },
  { name: 'migrations', ping: () => newestMigration(platform.db), essential: false },
];

/** Why no request or job should come here: the name of the first essential part that is down. */
export async function firstDown(parts: readonly HealthPart[]): Promise<string | undefined> {
  const checks = await Promise.all(parts.filter(({ essential }) => essential).map(check));
  return checks.find(({ status }) => status === 'DOWN')?.name;
}

/** All that an operator looks at first, as GET /health/detail answers it. */
export async function healthDetail(platform: Platform, parts: readonly HealthPart[]) {
  const [checks, depths] = await Promise.all([Promise.all(parts.map(check)), platform.queueDepths()]);
  const { keysLoadedAt } = platform.identity.figures();
  return {
    status: checks.every(({ status }) => status === 'UP') ? ('UP' as const) : ('DOWN' as const),
    version: platform.settings.version,
    uptimeSeconds: Math.floor(process.uptime()),
    checks,
    pools: [...poolFigures(platform)],
    queues: depths === undefined ? null : [...queueHealth(depths)],
    sweeps: platform.metrics.sweeps.last().map(({ sweep, ranAt, succeededAt }) => ({
      sweep,
      ranAt: ranAt.toISOString(),
      succeededAt: succeededAt?.toISOString() ?? null,
    })),
    signingKeysLoadedAt: keysLoadedAt?.toISOString() ?? null,
  };
}

async function check({ name, ping }: HealthPart): Promise<Check> {
  const started = performance.now();
  const took = (): number => Math.round(performance.now() - started);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PROBE_MS} ms`)), PROBE_MS);
  });
  try {
    const said = await Promise.race([ping(), late]);
    return { name, status: 'UP', milliseconds: took(), detail: typeof said === 'string' ? said : 'answers' };
  } catch (error) {
    return { name, status: 'DOWN', milliseconds: took(), detail: error instanceof Error ? error.message.slice(0, 200) : 'unknown fault' };
  } finally {
    clearTimeout(timer);
  }
}
