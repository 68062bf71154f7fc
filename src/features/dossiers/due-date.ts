import { invalidInput } from '../../core/errors.ts';

// what the column admits; the contract's format knows years that a timestamp in UTC does not
const FIRST = Date.parse('0001-01-01T00:00:00Z');
const LAST = Date.parse('9999-12-31T00:00:00Z');

/** A due date of the contract's format as a moment, cut to milliseconds. Throws `invalid-request` outside the years 1 to 9999. */
export function dueDateOf(text: string | null): Date | null {
  if (text === null) return null;
  const time = Date.parse(text.toUpperCase());
  if (time >= FIRST && time <= LAST) return new Date(time);
  throw invalidInput('/dueDate', 'dueDate must be an RFC 3339 time between the years 1 and 9999, such as 2027-01-31T12:00:00Z.');
}
