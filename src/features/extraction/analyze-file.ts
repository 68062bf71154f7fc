import type { JobContext } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inJob } from '../../platform/db/doors.ts';
import type { Claim } from '../../platform/queue/handle.ts';
import { type AnalysisOutcome, type FileVersionRef, finishAnalysis, startAnalysis, type VersionToAnalyze } from '../files/index.ts';
import { recordUsage } from '../license/index.ts';
import type { Confinement } from './confinement.ts';
import { examineFile, type Finding } from './examine-file.ts';
import { type FaultCode, fileFault } from './faults.ts';
import { deletePages } from './queries.ts';
import { ChildFailed } from './read-document.ts';
import { storePages } from './store-pages.ts';

/**
 * Reads a stored file version and says what it found: pages and text, status, dossier counters and license usage, in the one
 * transaction that also ends the job. Done again it finds nothing left to do; cut short it starts anew.
 */
export async function analyzeFile(ctx: JobContext, ref: FileVersionRef, claim: Claim, confinement: Confinement): Promise<void> {
  const version = await inJob(ctx, (tx) => startAnalysis(tx, ref));
  if (version === null) return;
  const finding = await examineFile(ctx, version, confinement).catch((error: unknown) => judgeFailure(ctx, claim, error));
  const status = await inJob(ctx, async (tx) => {
    const outcome = await recordFinding(ctx, tx, ref, finding);
    await claim.settle(tx);
    return outcome?.status;
  });
  ctx.log.info({ fileId: ref.fileId, version: ref.version, status, ...('fault' in finding && { code: finding.fault }) }, 'file analyzed');
}

/** Says on the file that it could not be processed: for when no attempt is left. */
export async function giveUpAnalysis(ctx: JobContext, ref: FileVersionRef, claim: Claim): Promise<void> {
  await inJob(ctx, async (tx) => {
    await finishAnalysis(tx, { ...ref, outcome: refused(ctx, 'PROCESSING_FAILED') });
    await claim.settle(tx);
  });
}

/** A child that fails twice on the same bytes will do so for ever; all other failures may pass. */
function judgeFailure({ log }: JobContext, claim: Claim, error: unknown): Finding {
  if (!(error instanceof ChildFailed) || claim.attempt === 1) throw error;
  log.error({ err: error }, 'extraction: the child failed again, the file is given up');
  return { fault: 'PROCESSING_FAILED' };
}

const refused = (ctx: JobContext, code: FaultCode): AnalysisOutcome => ({
  status: code === 'LICENSE_CAPACITY_EXCEEDED' ? 'LICENSE_BLOCKED' : 'ERROR',
  error: fileFault(code, ctx.platform.settings.analysis),
});

/** Null when there is nothing to record any more: the file was deleted meanwhile, or another attempt was first. */
async function recordFinding(ctx: JobContext, tx: Tx, ref: FileVersionRef, finding: Finding): Promise<AnalysisOutcome | null> {
  const version = await startAnalysis(tx, ref); // locks the version until the end
  if (version === null) return null;
  const outcome = 'fault' in finding ? refused(ctx, finding.fault) : await recordPages(ctx, tx, { ...ref, ...version }, finding.pages);
  await finishAnalysis(tx, { ...ref, outcome });
  return outcome;
}

async function recordPages(
  ctx: JobContext,
  tx: Tx,
  version: FileVersionRef & VersionToAnalyze,
  pages: Extract<Finding, { pages: unknown }>['pages'],
): Promise<AnalysisOutcome> {
  const { fileId, dossierId, createdBy: userId, size: bytes } = version;
  // before the license is locked, for which the workspace's other files wait; taken back in the rare case that it is used up
  await storePages(tx, version, pages ?? []);
  const usage = await recordUsage(tx, { fileId, version: version.version, dossierId, userId, pages: pages?.length ?? 0, bytes });
  if (usage !== 'OVER_CAPACITY') return { status: 'PROCESSED', pageCount: pages?.length ?? null };
  await tx.query(deletePages, [fileId, version.version]);
  return refused(ctx, 'LICENSE_CAPACITY_EXCEEDED');
}
