import type { Readable } from 'node:stream';
import type { WorkspaceContext } from '../../platform/context.ts';
import { read } from '../../platform/db/doors.ts';
import { comment, eventLines, type Look, openStream, Positions } from '../events/index.ts';
import { packageNotFound } from './errors.ts';
import { packageState } from './queries.ts';
import { isBusy } from './types.ts';

interface State {
  readonly status: string;
  /** JSON text without a type. */
  readonly body: string;
  readonly deleted: boolean;
}

const REST_MS = 1000;
/** The last event of a state was told, not only the state. */
const TOLD = 'told';
const BEAT = comment('still here');

/**
 * The state of a package as text/event-stream, from now until it is over; null when the caller has got the last event of its state.
 * Throws `not-found`, `invalid-request` for an id that this package's stream did not give, and as `openStream` and `read`.
 */
export async function followResultPackage(ctx: WorkspaceContext, id: string, lastEventId: string | undefined): Promise<Readable | null> {
  const now = await stateOf(ctx, id);
  if (now === undefined || now.deleted) throw packageNotFound();
  const topic = id.toLowerCase(); // as PostgreSQL writes it
  const positions = new Positions(ctx.platform.settings.secrets, ['result-package', ctx.workspaceId, topic]);
  const [status, told] = lastEventId === undefined ? [] : positions.open(lastEventId);
  if (told === TOLD && status === now.status) return null;
  let last = '';
  const look = async (): Promise<Look> => {
    const state = await stateOf(ctx, id);
    const lines = state === undefined || state.body === last ? '' : linesOf(positions, state, last === '');
    last = state?.body ?? last;
    const over = whyOver(state);
    return { lines, beat: BEAT, ...(over !== undefined && { over }) };
  };
  return openStream(ctx, { topic, hello: '', look, restMs: REST_MS });
}

async function stateOf(ctx: WorkspaceContext, id: string): Promise<State | undefined> {
  const [status, body, deleted] = (await read(ctx, packageState, [id]))[0] ?? [];
  return status && body ? { status, body, deleted: deleted === 't' } : undefined;
}

function whyOver(state: State | undefined): string | undefined {
  if (state === undefined) return 'the package is gone';
  return isBusy(state.status) ? undefined : `the package is ${state.status}`;
}

/** The state, at the beginning and while it changes; once it is over its last event. */
function linesOf(positions: Positions, { status, body }: State, first: boolean): string {
  const event = (type: string, id: string): string => eventLines(id, type, `{"type":"${type}",${body.slice(1)}`);
  const progress = event('result-package.progress', positions.seal([status, 'seen']));
  if (isBusy(status)) return progress;
  return (first ? progress : '') + event(`result-package.${status.toLowerCase()}`, positions.seal([status, TOLD]));
}
