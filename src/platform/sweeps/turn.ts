import type { Database } from '../db/database.ts';
import { asSystem } from '../db/doors.ts';

// app.sweeps: the row of a sweep says who may make the next step, and where it begins; whoever takes it holds it for a lease.

/** A step is given up for lost after this; another worker repeats it then. */
export const STEP_SECONDS = 300;

/** The right to make one step. */
export interface Turn {
  readonly place: string;
  /** What fences it: the end of its lease as the row has it. */
  readonly until: string;
}

const TAKE = {
  name: 'sweep-take-turn',
  text: `insert into app.sweeps as s (name, lease_until) values ($1, now() + make_interval(secs => $2))
         on conflict (name) do update set lease_until = excluded.lease_until where s.lease_until <= now()
         returning place, lease_until::text as until`,
};
const END = {
  name: 'sweep-end-turn',
  text: `update app.sweeps set place = $3, lease_until = now() + make_interval(secs => $4) where name = $1 and lease_until = $2::timestamptz`,
};

/** The next step of a sweep, when it is due and nobody is at it. */
export const takeTurn = (db: Database, name: string): Promise<Turn | undefined> =>
  asSystem(db, 'take-turns', (tx) => tx.one<Turn>(TAKE, [name, STEP_SECONDS]));

/** Says where the next step begins and after how many seconds. A turn that was lost meanwhile changes nothing. */
export async function endTurn(db: Database, name: string, turn: Turn, place: string, pauseSeconds: number): Promise<void> {
  await asSystem(db, 'take-turns', (tx) => tx.query(END, [name, turn.until, place, pauseSeconds]));
}
