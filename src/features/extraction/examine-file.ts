import type { JobContext } from '../../platform/context.ts';
import type { VersionToAnalyze } from '../files/index.ts';
import type { PageText } from './child/protocol.ts';
import type { Confinement } from './confinement.ts';
import type { FaultCode } from './faults.ts';
import { withPrivateFile } from './private-file.ts';
import { readDocument } from './read-document.ts';

/** What a file turned out to be: `pages` is null for types that have none yet. */
export type Finding = { readonly pages: readonly PageText[] | null } | { readonly fault: FaultCode };

/** Looks into a stored version outside of any transaction; only PDFs are opened. Throws when the store or the child fails. */
export async function examineFile(ctx: JobContext, version: VersionToAnalyze, confinement: Confinement): Promise<Finding> {
  const { objects, settings } = ctx.platform;
  if (version.mediaType !== 'application/pdf') return { pages: null };
  if (version.size > settings.analysis.maxBytes) return { fault: 'TOO_LARGE_TO_ANALYZE' };
  const { signal, log } = ctx;
  const source = await objects.read(version.objectKey, { signal });
  return withPrivateFile(source, signal, (document) =>
    readDocument(document, {
      limits: settings.analysis,
      confinement,
      signal,
      onUsage: ({ peakBytes, cpuSeconds }) => log.debug({ peakBytes, cpuSeconds, bytes: version.size }, 'extraction: child ended'),
    }),
  );
}
