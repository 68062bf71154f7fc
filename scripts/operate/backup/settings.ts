import { SETTINGS } from '../../../src/config.ts';
import { type ObjectStoreOptions, openObjectStore } from '../../../src/platform/storage/open.ts';
import { readJson } from '../../stack/files.ts';
import { instanceFolders } from '../../stack/paths.ts';
import type { Environment } from '../environment.ts';
import type { BackupParts } from './take.ts';

/**
 * Database and bucket of the caller's own settings, else those of the running instance of the embedded stack: of one or the other, never
 * of both. Throws naming the setting that is missing.
 */
export function backupParts(given: Environment, instance: string, say: BackupParts['say']): BackupParts {
  const own = (given['DATABASE_OWNER_URL'] ?? '') !== '';
  const from = own ? given : ((readJson(instanceFolders(instance).environment) as Environment | undefined) ?? {});
  const value = (name: keyof typeof SETTINGS) => {
    const parsed = SETTINGS[name].schema.safeParse(from[name] === '' ? undefined : from[name]);
    if (!parsed.success) throw new Error(`${name} is missing or wrong. ${SETTINGS[name].about}`);
    return parsed.data;
  };
  const ownerUrl = value('DATABASE_OWNER_URL');
  if (ownerUrl === undefined)
    throw new Error('DATABASE_OWNER_URL is missing: start the embedded stack with "npm start", or set it and the S3_ settings.');
  const options = {
    endpoint: value('S3_ENDPOINT'),
    region: value('S3_REGION'),
    bucket: value('S3_BUCKET'),
    accessKeyId: value('S3_ACCESS_KEY_ID'),
    secretAccessKey: value('S3_SECRET_ACCESS_KEY'),
    forcePathStyle: value('S3_FORCE_PATH_STYLE'),
    serverSideEncryption: value('S3_SERVER_SIDE_ENCRYPTION'),
  } as ObjectStoreOptions; // each was parsed by its own schema
  return { ownerUrl: String(ownerUrl), objects: openObjectStore(options), say };
}
