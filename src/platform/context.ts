import type { Clock } from '../core/clock.ts';
import type { Call, Principal, Role } from '../core/context.ts';
import type { Log } from '../core/log.ts';
import type { Origin } from '../core/origin.ts';
import type { Settings } from '../core/settings.ts';
import type { Database } from './db/database.ts';
import type { Identity } from './identity/identity.ts';
import type { LookAtQueues } from './metrics/queue-look.ts';
import type { Metrics } from './metrics.ts';
import type { Queue } from './queue/queue.ts';
import type { ObjectStore } from './storage/objects.ts';
import type { Streams } from './streams/streams.ts';

/** The outside systems, made once by an entry file and carried by every context. */
export interface Platform {
  readonly db: Database;
  readonly objects: ObjectStore;
  readonly queue: Queue;
  readonly identity: Identity;
  readonly clock: Clock;
  readonly settings: Settings;
  readonly metrics: Metrics;
  /** Depths of all queues, a few seconds old at most. */
  readonly queueDepths: LookAtQueues;
  readonly streams: Streams;
}

/** A call that needs no credential. */
export interface OpenContext extends Call {
  readonly platform: Platform;
}

/** A call with a verified principal and no workspace. */
export interface AccountContext extends OpenContext {
  readonly principal: Principal;
}

/** What a request with an `Idempotency-Key` is known by when it comes again. */
export interface Idempotency {
  /** SHA-256 of workspace, user, client, operation and key. */
  readonly keyHash: Buffer;
  /** SHA-256 of path parameters, query and JSON body. */
  readonly fingerprint: Buffer;
  /** Set by the door that answers with what was kept. */
  replayed: boolean;
}

/** A call that names a workspace; `roles` are those the contract admits. The doors decide whether it may be entered. */
export interface WorkspaceContext extends AccountContext {
  readonly workspaceId: string;
  readonly roles: readonly Role[];
  /** Of a POST that carries the header. */
  readonly idempotency?: Idempotency | undefined;
}

/** A job at work in one workspace: no user, no role, only the workspace's own state counts. */
export interface JobContext {
  readonly platform: Platform;
  readonly workspaceId: string;
  readonly jobId: string;
  /** The request that set it off, if any, through how many jobs ever. */
  readonly origin?: Origin | undefined;
  /** Aborts when the worker stops or the job was taken over by another worker. */
  readonly signal: AbortSignal;
  readonly log: Log;
}
