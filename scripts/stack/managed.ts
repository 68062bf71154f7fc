/** Environment of a process: names and values. */
export type Environment = Readonly<Record<string, string>>;

/** What the caller brings along instead of an embedded part; undefined: the embedded part is wanted. */
export interface Managed {
  readonly database: Environment | undefined;
  readonly objects: Environment | undefined;
  readonly identity: Environment | undefined;
}

interface Kind {
  /** The setting that says "do not start the embedded part". */
  readonly switch: string;
  readonly needed: readonly string[];
  readonly optional: readonly string[];
}

const KINDS = {
  database: {
    switch: 'DATABASE_URL',
    needed: ['DATABASE_URL', 'DATABASE_OWNER_URL', 'DATABASE_SYSTEM_URL'],
    optional: ['DATABASE_POOL_SIZE'],
  },
  objects: {
    switch: 'S3_ENDPOINT',
    needed: ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'],
    optional: ['S3_REGION', 'S3_FORCE_PATH_STYLE', 'S3_SERVER_SIDE_ENCRYPTION'],
  },
  identity: {
    switch: 'OIDC_ISSUER',
    needed: ['OIDC_ISSUER', 'OIDC_PROVISIONER_CLIENT_ID', 'OIDC_PROVISIONER_CLIENT_SECRET'],
    optional: ['OIDC_AUDIENCE', 'OIDC_TOKEN_CLIENTS', 'OIDC_LOGIN_CLIENTS'],
  },
} as const satisfies Record<keyof Managed, Kind>;

/** Sorts out which parts are brought along. Throws naming every setting that is missing beside a given switch. */
export function managedParts(given: NodeJS.ProcessEnv): Managed {
  const faults: string[] = [];
  const pick = (kind: Kind): Environment | undefined => {
    if ((given[kind.switch] ?? '') === '') return undefined;
    const missing = kind.needed.filter((name) => (given[name] ?? '') === '');
    if (missing.length > 0) faults.push(`${kind.switch} is given, so ${missing.join(' and ')} must be given too.`);
    return Object.fromEntries(
      [...kind.needed, ...kind.optional].flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]])),
    );
  };
  const managed = { database: pick(KINDS.database), objects: pick(KINDS.objects), identity: pick(KINDS.identity) };
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return managed;
}
