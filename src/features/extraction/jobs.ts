import type { JobContext } from '../../platform/context.ts';
import { handle, type JobHandler } from '../../platform/queue/handle.ts';
import { analyzeFile, giveUpAnalysis } from './analyze-file.ts';
import { type Confinement, findConfinement } from './confinement.ts';
import { analyzeFileJob } from './contracts.ts';

/** Asks the machine once, at the first file, and says in the log what it answered. */
function confinementOnce(): (ctx: JobContext) => Promise<Confinement> {
  let found: Promise<Confinement> | undefined;
  const find = async ({ log }: JobContext): Promise<Confinement> => {
    const confinement = await findConfinement();
    const { network, diesWithParent, prefix } = confinement;
    const level = network === 'cut-off' && diesWithParent ? 'info' : 'warn';
    log[level]({ network, diesWithParent, prefix: prefix.join(' ') }, 'extraction: how files are kept apart while they are read');
    return confinement;
  };
  return (ctx) => {
    found ??= find(ctx);
    return found;
  };
}

const confinement = confinementOnce();

export const extractionJobs: readonly JobHandler[] = [
  handle(analyzeFileJob, async (ctx, payload, claim) => analyzeFile(ctx, payload, claim, await confinement(ctx)), giveUpAnalysis),
];
