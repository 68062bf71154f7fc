import { Problem } from '../core/errors.ts';
import { PROBLEM_TYPES, type ProblemCode } from '../core/problem-types.ts';
import type { OpenContext } from '../platform/context.ts';
import { firstDown, healthDetail, platformParts } from '../platform/health.ts';
import type { Routes } from './contract.ts';
import { notReady } from './not-ready.ts';
import { problemPage } from './problem-page.ts';
import type { PublishedSpec } from './published-spec.ts';

async function readiness({ platform }: OpenContext, draining: AbortSignal): Promise<void> {
  if (draining.aborted) throw notReady('the server is shutting down');
  const down = await firstDown(platformParts(platform));
  if (down !== undefined) throw notReady(`${down} does not answer`);
}

/** Operations that belong to the service itself: health, version, the contract, the pages of problem types. */
export const serviceRoutes = (spec: PublishedSpec, draining: AbortSignal) =>
  ({
    getLiveness: async () => ({ status: 200, body: { status: 'UP' } }),
    getReadiness: async (ctx) => {
      await readiness(ctx, draining);
      return { status: 200, body: { status: 'UP' } };
    },
    getHealthDetail: async ({ platform }) => ({ status: 200, body: await healthDetail(platform, platformParts(platform)) }),
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
