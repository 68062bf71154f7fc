import type { Readable } from 'node:stream';
import { newId } from '../../core/ids.ts';
import type { WorkspaceContext } from '../../platform/context.ts';
import type { TextRow } from '../../platform/db/database.ts';
import { read } from '../../platform/db/doors.ts';
import { eventLines, idLine } from './lines.ts';
import { type Look, openStream } from './open-stream.ts';
import { Positions } from './positions.ts';
import { BATCH, eventsAfter, eventsNow } from './queries.ts';

/** A place in the order of events: a history of transaction numbers, one of them, a number in it, and when that was (ms since 1970). */
type Place = readonly [epoch: string, xid: string, seq: string, time: string];

const REST_MS = 200;
const SOON_MS = 100;
const LATER_MS = 2000;
const HOUR_MS = 3_600_000;

/**
 * The events of the workspace from now on, or from the one with this id on, as text/event-stream.
 * Throws `invalid-request` for an id that this workspace did not give, and as `openStream` and `read`.
 */
export async function followEvents(ctx: WorkspaceContext, lastEventId: string | undefined): Promise<Readable> {
  const positions = new Positions(ctx.platform.settings.secrets, ['events', ctx.workspaceId]);
  const asked = lastEventId === undefined ? undefined : asPlace(positions.open(lastEventId));
  const [row = []] = await read(ctx, eventsNow);
  const now = horizonOf(row);
  const follower = new Follower(ctx, positions, asked ?? now);
  const gap = asked !== undefined && isPast(asked, now, ctx.platform.settings.eventRetentionHours);
  const hello = gap ? follower.afterGap(now) : asked === undefined ? idLine(positions.seal(now)) : '';
  return openStream(ctx, { topic: ctx.workspaceId, hello, look: () => follower.look(), restMs: REST_MS });
}

const asPlace = ([epoch = '', xid = '', seq = '', time = '']: readonly string[]): Place => [epoch, xid, seq, time];
/** Every transaction with a lower number is over. */
const horizonOf = ([epoch, horizon, time]: TextRow): Place => [epoch ?? '', horizon ?? '', '0', time ?? ''];

/** Whether events after this place may be gone: swept, or of a database that was restored or failed over since. */
const isPast = ([epoch, , , time]: Place, now: Place, hours: number): boolean =>
  epoch !== now[0] || Number(time) < Number(now[3]) - hours * HOUR_MS;

/** Where one stream stands. */
class Follower {
  readonly #ctx: WorkspaceContext;
  readonly #positions: Positions;
  #place: Place;
  #soon = SOON_MS;

  constructor(ctx: WorkspaceContext, positions: Positions, place: Place) {
    this.#ctx = ctx;
    this.#positions = positions;
    this.#place = place;
  }

  /** The next events, at most a batch. */
  async look(): Promise<Look> {
    const [, xid, seq] = this.#place;
    const [bounds = [], ...rows] = await read(this.#ctx, eventsAfter, [xid, seq]);
    const [, epoch, time, horizon, newer] = bounds;
    const now = horizonOf([epoch ?? '', horizon ?? '', time ?? '']);
    if (now[0] !== this.#place[0]) return { lines: this.afterGap(now), beat: '', again: 0 };
    const lines = rows.map((row) => this.#lines(now[0], row)).join('');
    const more = rows.length === BATCH;
    if (!more) this.#place = now;
    const beat = `: still here\n${idLine(this.#positions.seal(this.#place))}`;
    const again = more ? 0 : this.#waitFor(newer === 't');
    return { lines, beat, ...(again !== undefined && { again }) };
  }

  /** Nobody rings when the transaction ends behind which newer events wait: how long until it is worth another look. */
  #waitFor(newer: boolean): number | undefined {
    const soon = this.#soon;
    this.#soon = newer ? Math.min(soon * 2, LATER_MS) : SOON_MS;
    return newer ? soon : undefined;
  }

  /** Says that events may be missing, and goes on with the oldest of this history that is kept. */
  afterGap(now: Place): string {
    if (now[0] !== this.#place[0]) this.#place = [now[0], '0', '0', now[3]];
    const none = { dossierId: null, fileId: null, version: null, resultPackageId: null, status: null, code: null };
    const dateAdded = new Date(Number(now[3])).toISOString();
    const data = JSON.stringify({ id: newId(), type: 'events.gap', ...none, dateAdded });
    return eventLines(this.#positions.seal([...this.#place.slice(0, 3), now[3]]), 'events.gap', data);
  }

  #lines(epoch: string, [xid, seq, time, type, body]: TextRow): string {
    if (!xid || !seq || !time || !type || !body) return '';
    this.#place = [epoch, xid, seq, time];
    return eventLines(this.#positions.seal(this.#place), type, body);
  }
}
