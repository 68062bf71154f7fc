import { invalidInput } from '../../core/errors.ts';

// what the contract admits in answers; its bounds may be another year in UTC
const FIRST = Date.parse('1000-01-01T00:00:00Z');
const LAST = Date.parse('8999-12-31T23:59:59.999Z');

/** A due date of the contract's format as a moment, cut to milliseconds. Throws `invalid-request` outside the years 1000 to 8999, in UTC. */
export function dueDateOf(text: string | null): Date | null {
  if (text === null) return null;
  const time = Date.parse(text.toUpperCase());
  if (time >= FIRST && time <= LAST) return new Date(time);
  throw invalidInput('/dueDate', 'dueDate must be an RFC 3339 time in the years 1000 to 8999 of UTC, such as 2027-01-31T12:00:00Z.');
}
