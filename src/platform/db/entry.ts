import type { Role } from '../../core/context.ts';
import { Problem } from '../../core/errors.ts';
import type { WorkspaceContext } from '../context.ts';

/** One answer for a foreign, unknown, suspended or deleted workspace and for a disabled user: it tells nothing. */
const workspaceForbidden = (reason: string): Problem =>
  new Problem('workspace-forbidden', {
    detail: 'You cannot enter this workspace. Check the X-TENANT-ID header; GET /account/workspaces lists yours.',
    reason,
  });

/** A token bound to one workspace enters no other. */
export function checkBinding(ctx: WorkspaceContext): void {
  const bound = ctx.principal.tenantId;
  if (bound !== null && bound.toLowerCase() !== ctx.workspaceId.toLowerCase())
    throw workspaceForbidden('the token is bound to another workspace');
}

/** The role that was found, when the operation admits it. Throws `workspace-forbidden` for none, `role-too-low` for another. */
export function admit(ctx: WorkspaceContext, role: string | null): Role {
  if (role === null) throw workspaceForbidden('no active user, membership and workspace');
  const admitted = ctx.roles.find((allowed) => allowed === role);
  if (admitted !== undefined) return admitted;
  const needed = ctx.roles.join(', ');
  throw new Problem('role-too-low', { detail: `Your role in this workspace is ${role}; this needs one of: ${needed}.` });
}

/** The workspace rests: its jobs wait until it is resumed. */
export class WorkspaceSuspended extends Problem {
  constructor() {
    super('unavailable', { detail: 'The workspace is suspended.' });
  }
}

/** A job enters a workspace that is ACTIVE. Throws WorkspaceSuspended, or `workspace-forbidden` for a deleted or unknown one. */
export function admitJob(state: string | null): void {
  if (state === 'SUSPENDED') throw new WorkspaceSuspended();
  if (state !== 'ACTIVE') throw workspaceForbidden('the workspace is deleted or unknown');
}

const YES = 't'; // a boolean in PostgreSQL's text

/** A user who is ACTIVE sees her own rows. */
export function admitOwn(entered: string | null): void {
  if (entered === YES) return;
  const headers = { 'WWW-Authenticate': 'Bearer realm="tabularium", error="invalid_token"' };
  throw new Problem('unauthenticated', { detail: 'This account is disabled or unknown.', headers });
}
