import { Problem } from '../core/errors.ts';
import { PROBLEM_TYPES, type ProblemCode } from '../core/problem-types.ts';
import type { OpenContext, Platform } from '../platform/context.ts';
import type { Routes } from './contract.ts';
import { problemPage } from './problem-page.ts';
import type { PublishedSpec } from './published-spec.ts';

/** How long one part may take before it counts as down. */
const PROBE_MS = 2_000;

interface Probe {
  readonly name: string;
  readonly status: 'UP' | 'DOWN';
  readonly milliseconds: number;
  readonly detail: string;
}

const parts = (platform: Platform): readonly { name: string; ping: () => Promise<unknown>; essential: boolean }[] => [
  { name: 'postgresql', ping: () => platform.db.app.query('select 1'), essential: true },
  { name: 'object-store', ping: () => platform.objects.ping(), essential: true },
  // not essential: tokens verified against the cached keys stay good while Keycloak is away
  { name: 'keycloak', ping: () => platform.identity.ping(), essential: false },
];

async function probe(name: string, ping: () => Promise<unknown>): Promise<Probe> {
  const started = performance.now();
  const took = (): number => Math.round(performance.now() - started);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PROBE_MS} ms`)), PROBE_MS);
  });
  try {
    await Promise.race([ping(), late]);
    return { name, status: 'UP', milliseconds: took(), detail: 'answers' };
  } catch (error) {
    return { name, status: 'DOWN', milliseconds: took(), detail: error instanceof Error ? error.message.slice(0, 200) : 'unknown fault' };
  } finally {
    clearTimeout(timer);
  }
}

async function readiness(ctx: OpenContext, draining: AbortSignal): Promise<void> {
  const down = draining.aborted ? 'the server is shutting down' : await firstDown(ctx.platform);
  if (down === undefined) return;
  throw new Problem('unavailable', { detail: `Not ready: ${down}.`, headers: { 'Retry-After': '5' } });
}

async function firstDown(platform: Platform): Promise<string | undefined> {
  const essential = parts(platform).filter((part) => part.essential);
  const probes = await Promise.all(essential.map(({ name, ping }) => probe(name, ping)));
  const down = probes.find(({ status }) => status === 'DOWN');
  return down && `${down.name} does not answer`;
}

/** Operations that belong to the service itself: health, version, the contract, the pages of problem types. */
export const serviceRoutes = (spec: PublishedSpec, draining: AbortSignal) =>
  ({
    getLiveness: async () => ({ status: 200, body: { status: 'UP' } }),
    getReadiness: async (ctx) => {
      await readiness(ctx, draining);
      return { status: 200, body: { status: 'UP' } };
    },
    getHealthDetail: async ({ platform }) => {
      const checks = await Promise.all(parts(platform).map(({ name, ping }) => probe(name, ping)));
      const status = checks.every((check) => check.status === 'UP') ? 'UP' : 'DOWN';
      return { status: 200, body: { status, version: platform.settings.version, uptimeSeconds: Math.floor(process.uptime()), checks } };
    },
    getMetrics: async ({ platform: { metrics } }) => ({
      status: 200,
      contentType: metrics.registry.contentType,
      body: await metrics.registry.metrics(),
    }),
    getVersion: async ({ platform }) => ({ status: 200, body: { name: 'tabularium', version: platform.settings.version, apiVersion: 1 } }),
    getOpenApiJson: async () => ({ status: 200, body: spec.json as never }), // the bundle itself: its shape is OpenAPI's, checked by the lint
    getOpenApiYaml: async () => ({ status: 200, contentType: 'application/yaml', body: spec.yaml }),
    getProblemType: async (_ctx, { params }) => {
      const { code } = params;
      if (!Object.hasOwn(PROBLEM_TYPES, code))
        throw new Problem('not-found', { detail: 'There is no such problem type. The code of a problem names its page.' });
      return { status: 200, contentType: 'text/html; charset=utf-8', body: problemPage(code as ProblemCode) }; // proved by hasOwn
    },
  }) satisfies Routes;
