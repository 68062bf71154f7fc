import type { Tx } from '../../platform/db/database.ts';
import type { UserProfile } from '../../platform/identity/identity.ts';
import { selectEnsuredUser } from './queries.ts';

/** A user by the identity provider's name for her. */
export interface UserToEnsure extends UserProfile {
  /** Taken when she is new. */
  readonly id: string;
  readonly issuer: string;
  readonly subject: string;
}

export interface EnsuredUser {
  readonly id: string;
  readonly state: 'ACTIVE' | 'DISABLED';
}

/** Step, as the system or the owning role: finds or makes the user. Profile values that are null leave what is known. */
export async function ensureUser(tx: Pick<Tx, 'one'>, user: UserToEnsure): Promise<EnsuredUser> {
  const { issuer, subject, id, kind, username, name, email } = user;
  const row = await tx.one<EnsuredUser>(selectEnsuredUser, [issuer, subject, id, kind, username, name, email]);
  if (row === undefined) throw new Error('app.ensure_user gave no user');
  return row;
}
