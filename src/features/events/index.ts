export { comment, eventLines } from './lines.ts';
export { type Look, openStream } from './open-stream.ts';
export { Positions } from './positions.ts';
export { recordEvent } from './record-event.ts';
export { lastEventIdOf, STREAM } from './stream-request.ts';
