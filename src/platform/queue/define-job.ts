import type { z } from 'zod';

/** Ids and versions only: the job table has no row-level security. */
export interface JobPayload {
  readonly workspaceId: string;
  readonly [id: string]: string | number;
}

export interface JobDefinition<P extends JobPayload> {
  /** Queue name, `<room>.<verb>-<noun>`. */
  readonly queue: string;
  readonly payload: z.ZodType<P>;
  /** The fact that triggers it, if any; subscribed by migrate.ts. */
  readonly on?: FactDefinition<P>;
  /** Jobs at a time in one worker process, and of those at most so many of one workspace. */
  readonly concurrency: number;
  readonly perWorkspace: number;
  readonly retryLimit?: number;
  readonly expireInSeconds?: number;
}

/** Something that happened, told to later rooms: `<noun>.<past participle>`. */
export interface FactDefinition<P extends JobPayload> {
  readonly fact: string;
  readonly payload: z.ZodType<P>;
}

export const defineJob = <P extends JobPayload>(definition: JobDefinition<P>): JobDefinition<P> => Object.freeze(definition);

export const defineFact = <P extends JobPayload>(definition: FactDefinition<P>): FactDefinition<P> => Object.freeze(definition);
