import type pg from 'pg';
import type { Database } from './database.ts';

interface Facts {
  readonly role: string;
  readonly superuser: boolean;
  readonly bypass: boolean;
  readonly owner: boolean;
  readonly system: boolean;
  readonly app: boolean;
  readonly owns: boolean;
}

const FACTS = `select current_user as role, r.rolsuper as superuser, r.rolbypassrls as bypass,
  pg_has_role(current_user, 'tabularium_owner', 'MEMBER') as owner,
  pg_has_role(current_user, 'tabularium_system', 'MEMBER') as system,
  pg_has_role(current_user, 'tabularium_app', 'MEMBER') as app,
  exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'app' and c.relowner = r.oid) as owns
 from pg_roles r where r.rolname = current_user`;

/**
 * For server and worker, before they serve anything: rejects, naming every fault, when one of the two roles could see rows
 * that row-level security is to hide: superuser, BYPASSRLS, the owner or a member of it, or each other's member.
 */
export async function refuseUnsafeRole(db: Database): Promise<void> {
  const [app, system] = await Promise.all([factsOf(db.app, 'DATABASE_URL'), factsOf(db.system, 'DATABASE_SYSTEM_URL')]);
  const faults = [
    ...common(app, 'DATABASE_URL'),
    ...common(system, 'DATABASE_SYSTEM_URL'),
    ...(app.system ? [`DATABASE_URL: ${app.role} is a member of tabularium_system`] : []),
    ...(app.app ? [] : [`DATABASE_URL: ${app.role} is not tabularium_app`]),
    ...(system.system ? [] : [`DATABASE_SYSTEM_URL: ${system.role} is not tabularium_system`]),
    ...(system.app ? [`DATABASE_SYSTEM_URL: ${system.role} is a member of tabularium_app`] : []),
  ];
  if (faults.length > 0) throw new Error(`Unsafe database roles. ${faults.join('; ')}.`);
}

async function factsOf(pool: pg.Pool, setting: string): Promise<Facts> {
  const { rows } = await pool.query<Facts>(FACTS).catch((cause: unknown) => {
    throw new Error(
      `${setting}: ${cause instanceof Error ? cause.message : 'no connection'}. Is it the right role, and is the database migrated?`,
      { cause },
    );
  });
  const [facts] = rows;
  if (!facts) throw new Error('The database does not know the role that signed in.');
  return facts;
}

function common(facts: Facts, setting: string): string[] {
  const faults: string[] = [];
  if (facts.superuser) faults.push(`${setting}: ${facts.role} is superuser`);
  if (facts.bypass) faults.push(`${setting}: ${facts.role} has BYPASSRLS`);
  if (facts.owner) faults.push(`${setting}: ${facts.role} is tabularium_owner or a member of it`);
  if (facts.owns) faults.push(`${setting}: ${facts.role} owns tables`);
  return faults;
}
