import { randomUUID } from 'node:crypto';
import type { Caller, Problem } from './caller.ts';
import type { Report } from './report.ts';

export interface Workspace {
  readonly id: string;
  readonly name: string;
  readonly role: string;
}

/** The one workspace that a caller is a member of. */
export async function ownWorkspace(caller: Caller, report: Report): Promise<Workspace> {
  const { username } = await caller.get<{ username: string | null }>('/account');
  const { results } = await caller.get<{ results: readonly Workspace[] }>('/account/workspaces');
  const [workspace] = results;
  report.check(results.length === 1, `${username} sees one workspace: ${results.map(({ name, role }) => `${name} as ${role}`).join(', ')}`);
  if (!workspace) throw new Error(`${username} is a member of no workspace`);
  return workspace;
}

interface Walls {
  readonly ada: Caller;
  readonly grace: Caller;
  readonly adas: Workspace;
  readonly graces: Workspace;
  /** A dossier of ada's workspace. */
  readonly dossierId: string;
}

/** Tries to reach from each workspace into the other; each refusal has its counterpart that succeeds. */
export async function tryWalls({ ada, grace, adas, graces, dossierId }: Walls, report: Report): Promise<void> {
  report.chapter('Two workspaces, and a wall between them');
  const foreign = await ada.in(graces.id).refusal('/dossiers');
  const unknown = await ada.in(randomUUID()).refusal('/dossiers');
  report.check(foreign?.status === 403 && foreign.code === 'workspace-forbidden', `ada in ${graces.name}: ${said(foreign)}`);
  report.check(
    foreign?.detail === unknown?.detail && foreign?.code === unknown?.code,
    'a workspace that does not exist gets the same answer',
  );
  const path = `/dossiers/${dossierId}`;
  const hidden = await grace.in(graces.id).refusal(path);
  report.check(hidden?.status === 404 && hidden.code === 'not-found', `grace, in her own workspace, for ada's dossier: ${said(hidden)}`);
  report.check((await ada.in(adas.id).refusal(path)) === undefined, 'ada, for the same dossier: 200');
  report.check((await grace.in(graces.id).refusal('/dossiers')) === undefined, 'grace, for the dossiers of her own workspace: 200');
}

const said = (problem: Problem | undefined): string => (problem ? `${problem.status} ${problem.code}` : 'not refused');
