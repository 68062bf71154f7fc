import { invalidInput } from '../../core/errors.ts';
import type { WorkspaceContext } from '../../platform/context.ts';
import { read } from '../../platform/db/doors.ts';
import { type FieldChoice, withFields } from '../../platform/db/fields.ts';
import { usageByMonth } from './queries.ts';

/** Calendar days of the workspace's time zone, `YYYY-MM-DD`, both included. */
export interface UsageRange {
  readonly startDate?: string;
  readonly endDate?: string;
}

/** Files, pages and bytes counted in a range of days, by month, as JSON text. Throws Problem `invalid-request` for a bad range, and as withFields. */
export async function getLicenseUsage(ctx: WorkspaceContext, { startDate, endDate, ...fields }: UsageRange & FieldChoice): Promise<string> {
  checkDay('startDate', startDate);
  checkDay('endDate', endDate);
  const [body, inOrder] = (await read(ctx, withFields(usageByMonth, fields), [startDate ?? null, endDate ?? null]))[0] ?? [];
  if (!body) throw new Error('an entered workspace has no row');
  if (inOrder !== 't') throw invalidInput('startDate', 'startDate must not be after endDate, and at most ten years before it.');
  return body;
}

function checkDay(name: string, day: string | undefined): void {
  if (day === undefined) return;
  const time = /^(?!0000)\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day) {
    throw invalidInput(name, `${name} must be a day of the calendar, such as 2026-03-02.`);
  }
}
