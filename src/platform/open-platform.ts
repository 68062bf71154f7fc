import { systemClock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { Settings } from '../core/settings.ts';
import type { Platform } from './context.ts';
import { openDatabase, refuseUnsafeRole } from './db/open.ts';
import { openIdentity } from './identity/open.ts';
import { lookAtQueues } from './metrics/queue-look.ts';
import { watchIdentity } from './metrics/watch-identity.ts';
import { watchPools } from './metrics/watch-pools.ts';
import { watchProcess } from './metrics/watch-process.ts';
import { watchQueues } from './metrics/watch-queues.ts';
import { watchStore } from './metrics/watch-store.ts';
import { createMetrics } from './metrics.ts';
import { openQueue } from './queue/boss.ts';
import { openBuffers, openObjectStore } from './storage/open.ts';
import { openStreams } from './streams/open.ts';

/** The part of the configuration that reaches the outside systems, under the names of its settings. */
interface PlatformOptions {
  readonly DATABASE_URL: string;
  readonly DATABASE_SYSTEM_URL: string;
  readonly DATABASE_POOL_SIZE: number;
  readonly S3_ENDPOINT?: string | undefined;
  readonly S3_PUBLIC_ENDPOINT?: string | undefined;
  readonly S3_REGION: string;
  readonly S3_BUCKET: string;
  readonly S3_ACCESS_KEY_ID: string;
  readonly S3_SECRET_ACCESS_KEY: string;
  readonly S3_FORCE_PATH_STYLE: boolean;
  readonly S3_SERVER_SIDE_ENCRYPTION?: 'AES256' | 'aws:kms' | undefined;
  readonly OIDC_ISSUER: string;
  readonly OIDC_AUDIENCE: string;
  readonly OIDC_TOKEN_CLIENTS: readonly string[];
  readonly OIDC_LOGIN_CLIENTS: readonly string[];
  readonly OIDC_PROVISIONER_CLIENT_ID: string;
  readonly OIDC_PROVISIONER_CLIENT_SECRET: string;
  readonly settings: Settings;
}

/** An open platform and the way to close it, in the reverse order of opening. */
export interface OpenPlatform {
  readonly platform: Platform;
  readonly close: () => Promise<void>;
}

/**
 * Opens database, object store, queue and identity for a server or worker. When `draining` aborts, streams end.
 * Rejects when one cannot be opened, and when a database role has more rights than it should.
 */
export async function openPlatform(
  options: PlatformOptions,
  name: 'server' | 'worker',
  log: Log,
  draining: AbortSignal,
): Promise<OpenPlatform> {
  const metrics = createMetrics();
  const { registry } = metrics;
  const db = await openDatabase({
    appUrl: options.DATABASE_URL,
    systemUrl: options.DATABASE_SYSTEM_URL,
    poolSize: options.DATABASE_POOL_SIZE,
    applicationName: `tabularium-${name}`,
    onWait: (pool, seconds) => metrics.poolWait.observe({ pool }, seconds),
  });
  await refuseUnsafeRole(db);
  const buffers = openBuffers();
  const store = openObjectStore(
    {
      endpoint: options.S3_ENDPOINT,
      publicEndpoint: options.S3_PUBLIC_ENDPOINT,
      region: options.S3_REGION,
      bucket: options.S3_BUCKET,
      accessKeyId: options.S3_ACCESS_KEY_ID,
      secretAccessKey: options.S3_SECRET_ACCESS_KEY,
      forcePathStyle: options.S3_FORCE_PATH_STYLE,
      serverSideEncryption: options.S3_SERVER_SIDE_ENCRYPTION,
    },
    buffers,
  );
  const objects = watchStore(registry, store, buffers.budget);
  const queue = await openQueue({ databaseUrl: options.DATABASE_URL, log });
  const identity = openIdentity({
    issuer: options.OIDC_ISSUER,
    audience: options.OIDC_AUDIENCE,
    tokenClients: options.OIDC_TOKEN_CLIENTS,
    loginClients: options.OIDC_LOGIN_CLIENTS,
    provisioner: { clientId: options.OIDC_PROVISIONER_CLIENT_ID, clientSecret: options.OIDC_PROVISIONER_CLIENT_SECRET },
    log,
  });
  const queueDepths = lookAtQueues(db);
  watchPools(registry, { db, queue });
  watchQueues(registry, queueDepths);
  watchIdentity(registry, identity);
  watchProcess(registry, name, options.settings.version);
  const { most, mostOfWorkspace } = options.settings.streams;
  const streams = openStreams({ databaseUrl: options.DATABASE_URL, most, mostOfWorkspace, draining, registry, log });
  return {
    platform: { db, objects, queue, identity, clock: systemClock, settings: options.settings, metrics, queueDepths, streams },
    close: async () => {
      await streams.close();
      await queue.close();
      objects.close();
      await db.close();
    },
  };
}
