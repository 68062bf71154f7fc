import type { AccountContext } from '../../platform/context.ts';
import { readOwn } from '../../platform/db/doors.ts';
import { etag } from '../../platform/db/etag.ts';
import { type FieldChoice, withFields } from '../../platform/db/fields.ts';
import { ownAccount } from './queries.ts';

/** Nothing of an account is edited here yet, so its tag tells states apart by the digest alone. */
const REVISION = 1;

/** The caller as JSON text, with its entity tag. Throws as withFields. */
export async function getAccount(ctx: AccountContext, fields: FieldChoice = {}): Promise<{ etag: string; body: string }> {
  const [row] = await readOwn(ctx, withFields(ownAccount, fields), [ctx.principal.userId]);
  const body = row?.[0];
  if (!body) throw new Error('an authenticated user has no row of her own');
  return { etag: etag(REVISION, body), body };
}
