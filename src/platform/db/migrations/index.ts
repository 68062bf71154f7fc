import * as foundation from './0001-foundation.ts';
import * as doors from './0002-doors.ts';
import * as idempotencyKeys from './0003-idempotency-keys.ts';
import * as versions from './0004-versions.ts';
import * as uploads from './0005-uploads.ts';
import * as trash from './0006-trash.ts';
import * as events from './0007-events.ts';
import * as uploadsNamed from './0010-uploads-named.ts';

/** One change of the schema, both ways; SQL of several statements, run in one transaction. */
export interface Migration {
  readonly name: string;
  readonly up: string;
  readonly down: string;
}

/** In the order they run. Append only: a released migration is never edited, renamed or removed. */
export const MIGRATIONS: readonly Migration[] = [foundation, doors, idempotencyKeys, versions, uploads, trash, events, uploadsNamed];
