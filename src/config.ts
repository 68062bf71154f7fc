import { readFileSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import { z } from 'zod';
import type { Settings } from './core/settings.ts';

/** One environment variable: its form, and the sentence that docs/operations/settings.md repeats. */
interface Setting<S extends z.ZodType = z.ZodType> {
  readonly schema: S;
  readonly about: string;
}
const setting = <S extends z.ZodType>(schema: S, about: string): Setting<S> => ({ schema, about });

const whole = (min: number, max: number, preset: number) => z.coerce.number().int().min(min).max(max).default(preset);
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
);
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const postgres = z.string().regex(/^postgres(ql)?:\/\//, 'must be a postgresql:// URL');
const httpUrl = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ''));
const origin = httpUrl.refine((text) => new URL(text).pathname === '/', 'must be an origin, without a path');
const MIB = 1024 * 1024;
/** The largest object that can be written, MAX_OBJECT_BYTES of platform/storage; a test holds the two together. */
const OBJECT_BYTES = 372_000 * MIB;

/** Every setting there is. Sizes are bytes, times carry their unit in the name. */
export const SETTINGS = {
  PUBLIC_HOST: setting(z.string().default('127.0.0.1'), 'Address the public listener binds to.'),
  PUBLIC_PORT: setting(whole(0, 65_535, 8080), 'Port of the public listener.'),
  PUBLIC_URL: setting(
    origin.optional(),
    'Origin under which callers reach the API; links and problem types start with it. Default: the public listener itself.',
  ),
  INTERNAL_HOST: setting(z.string().default('127.0.0.1'), 'Address the internal listener binds to. Never expose it.'),
  INTERNAL_PORT: setting(whole(0, 65_535, 8081), 'Port of the internal listener: metrics and health detail.'),
  WORKER_PORT: setting(
    whole(0, 65_535, 8082),
    "Port of a worker's own listener, on INTERNAL_HOST: metrics and health. Several workers on one machine need one each; 0 takes a free one.",
  ),
  TRUSTED_PROXIES: setting(list.default([]), 'Addresses or networks, comma-separated, whose X-Forwarded-For is believed. Default: none.'),
  DATABASE_URL: setting(postgres, 'PostgreSQL as role tabularium_app: what server and worker do on behalf of callers.'),
  DATABASE_SYSTEM_URL: setting(postgres, 'PostgreSQL as role tabularium_system: the few duties across workspaces.'),
  DATABASE_OWNER_URL: setting(
    postgres.optional(),
    'PostgreSQL as role tabularium_owner: migrations and the operate command only; never give it to server or worker.',
  ),
  DATABASE_POOL_SIZE: setting(whole(2, 200, 10), 'Connections of one process as tabularium_app.'),
  S3_ENDPOINT: setting(httpUrl.optional(), 'Address of the S3 server. Default: AWS S3 of the region.'),
  S3_PUBLIC_ENDPOINT: setting(
    httpUrl.optional(),
    'Address of the S3 server as callers reach it, for addresses that are signed for them. Default: S3_ENDPOINT.',
  ),
  S3_REGION: setting(z.string().min(1).default('us-east-1'), 'Region of the bucket.'),
  S3_BUCKET: setting(z.string().min(3).max(63), 'Bucket that holds the bytes; it must exist.'),
  S3_ACCESS_KEY_ID: setting(z.string().min(1), 'Access key of the bucket.'),
  S3_SECRET_ACCESS_KEY: setting(z.string().min(1), 'Secret key of the bucket.'),
  S3_FORCE_PATH_STYLE: setting(flag.default(true), 'true: http://host/bucket/key; false: http://bucket.host/key as AWS prefers.'),
  S3_SERVER_SIDE_ENCRYPTION: setting(
    z.enum(['AES256', 'aws:kms']).optional(),
    'Server-side encryption header sent with every write. Default: none is sent.',
  ),
  OIDC_ISSUER: setting(httpUrl, 'Issuer of access tokens: the Keycloak realm, exactly as in the iss claim.'),
  OIDC_AUDIENCE: setting(z.string().min(1).default('tabularium-api'), 'Audience that a token must carry.'),
  OIDC_TOKEN_CLIENTS: setting(list, 'OAuth clients, comma-separated, whose tokens are accepted (azp).'),
  OIDC_LOGIN_CLIENTS: setting(list, 'OAuth clients, comma-separated, that may use /auth/authorize and /auth/token.'),
  OIDC_PROVISIONER_CLIENT_ID: setting(
    z.string().min(1).default('tabularium-provisioner'),
    'Service account that looks up names and e-mail addresses.',
  ),
  OIDC_PROVISIONER_CLIENT_SECRET: setting(z.string().min(1), 'Its secret.'),
  TABULARIUM_SECRETS: setting(
    list.refine((all) => all.length > 0 && all.every((one) => one.length >= 32), 'each of at least 32 characters'),
    'Secrets, comma-separated, at least 32 characters each: the first signs cursors and ids of events, all verify. Rotate by putting a new one first.',
  ),
  UPLOAD_MAX_BYTES: setting(whole(1, OBJECT_BYTES, 5 * 1024 * MIB), 'Most bytes of one upload, all its files together.'),
  UPLOAD_MAX_FILES: setting(whole(1, 1000, 50), 'Files in one upload request.'),
  UPLOAD_EXPIRY_HOURS: setting(whole(1, 720, 24), 'Hours until an upload that was begun and not ended is given up.'),
  ANALYSIS_MAX_BYTES: setting(whole(1, 2 * 1024 * MIB, 256 * MIB), 'Largest PDF that is analysed; a larger one is kept and ends as ERROR.'),
  ANALYSIS_MAX_MEMORY_BYTES: setting(
    whole(128 * MIB, 8 * 1024 * MIB, 512 * MIB),
    'Resident memory of the child process that reads one file.',
  ),
  ANALYSIS_MAX_SECONDS: setting(whole(1, 3600, 120), 'CPU time of that child; wall time is three times as much.'),
  ANALYSIS_MAX_PAGES: setting(whole(1, 100_000, 5000), 'Pages of one file.'),
  TRASH_HOURS: setting(whole(1, 8760, 96), 'Hours until something in the trash may be purged.'),
  PACKAGE_EXPIRY_HOURS: setting(whole(1, 8760, 168), 'Hours a finished result package can be downloaded.'),
  PACKAGE_MAX_FILES: setting(whole(1, 100_000, 20_000), 'Files in one result package.'),
  EVENT_RETENTION_HOURS: setting(whole(1, 8760, 168), 'Hours an event is kept for readers who come back.'),
  EVENT_STREAMS_MAX: setting(whole(1, 10_000, 500), 'Event streams open at once in one API process.'),
  EVENT_STREAMS_PER_WORKSPACE: setting(whole(1, 10_000, 100), 'Of these, streams of one workspace.'),
  LOG_LEVEL: setting(z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'), 'Least severe log line that is written.'),
  SHUTDOWN_DELAY_SECONDS: setting(
    whole(0, 600, 0),
    'Time that a server still takes requests after SIGTERM while its readiness answers 503, so that load balancers notice.',
  ),
  SHUTDOWN_GRACE_SECONDS: setting(whole(0, 600, 20), 'Time that running requests and jobs get to finish after SIGTERM.'),
} as const;

type Values = { readonly [K in keyof typeof SETTINGS]: z.output<(typeof SETTINGS)[K]['schema']> };

/** The whole configuration, frozen: the values under their environment names, and what the rooms may see of them. */
export interface Config extends Values {
  readonly settings: Settings;
}

const WILDCARDS: ReadonlySet<unknown> = new Set(['0.0.0.0', '::']);

/** All faults of the environment at once, each naming its variable. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

const VERSION = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))).version;

/** Reads and checks the environment. An empty variable counts as absent. Throws ConfigError. */
export function loadConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const faults: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, { schema, about }] of Object.entries(SETTINGS)) {
    const given = environment[name] === '' ? undefined : environment[name];
    const parsed = schema.safeParse(given);
    if (parsed.success) values[name] = parsed.data;
    else
      faults.push(
        `  ${name}: ${given === undefined ? 'is missing' : parsed.error.issues.map((issue) => issue.message).join('; ')}. ${about}`,
      );
  }
  if (values['PUBLIC_URL'] === undefined && (WILDCARDS.has(values['PUBLIC_HOST']) || values['PUBLIC_PORT'] === 0))
    faults.push('  PUBLIC_URL: is needed, since callers cannot use the address that the public listener binds to.');
  if (faults.length > 0)
    throw new ConfigError(
      `The configuration has ${faults.length} fault(s):\n${faults.join('\n')}\nAll settings: docs/operations/settings.md`,
    );
  const checked = values as Values; // each key was parsed by its own schema
  return Object.freeze({ ...checked, settings: settingsOf(checked) });
}

function settingsOf(values: Values): Settings {
  const [first, ...more] = values.TABULARIUM_SECRETS;
  return Object.freeze({
    publicUrl:
      values.PUBLIC_URL ?? `http://${isIPv6(values.PUBLIC_HOST) ? `[${values.PUBLIC_HOST}]` : values.PUBLIC_HOST}:${values.PUBLIC_PORT}`,
    version: VERSION,
    secrets: [first ?? '', ...more] as const, // the schema refuses an empty list
    upload: { maxBytes: values.UPLOAD_MAX_BYTES, maxFiles: values.UPLOAD_MAX_FILES },
    uploadExpiryHours: values.UPLOAD_EXPIRY_HOURS,
    analysis: {
      maxBytes: values.ANALYSIS_MAX_BYTES,
      maxMemoryBytes: values.ANALYSIS_MAX_MEMORY_BYTES,
      maxSeconds: values.ANALYSIS_MAX_SECONDS,
      maxPages: values.ANALYSIS_MAX_PAGES,
    },
    trashHours: values.TRASH_HOURS,
    packageExpiryHours: values.PACKAGE_EXPIRY_HOURS,
    packageMaxFiles: values.PACKAGE_MAX_FILES,
    eventRetentionHours: values.EVENT_RETENTION_HOURS,
    streams: { most: values.EVENT_STREAMS_MAX, mostOfWorkspace: values.EVENT_STREAMS_PER_WORKSPACE },
    loginClients: values.OIDC_LOGIN_CLIENTS,
  });
}
