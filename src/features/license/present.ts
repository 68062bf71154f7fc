import { type Shape, time } from '../../platform/db/json.ts';

/** The public shape of a license; the query calls its table `l`. */
export const licenseShape: Shape = {
  capacityPages: 'l.capacity_pages',
  pagesUsed: 'l.pages_used',
  pagesRemaining: 'greatest(l.capacity_pages - l.pages_used, case when l.capacity_pages is null then null else 0 end)',
  validFrom: time('l.valid_from'),
  validUntil: time('l.valid_until'),
  dateModified: time('l.date_modified'),
};

/** One month of the usage report; table `m`. */
export const usagePeriodShape: Shape = {
  startDate: 'm.first_day',
  endDate: 'm.last_day',
  files: 'm.files',
  pages: 'm.pages',
  bytes: 'm.bytes',
};

/** The usage report; `r` is its range, `t` its total, `p` its months. */
export const licenseUsageShape: Shape = {
  startDate: 'r.first_day',
  endDate: 'r.last_day',
  timeZone: 'r.time_zone',
  granularity: `'MONTH'`,
  total: { files: 't.files', pages: 't.pages', bytes: 't.bytes' },
  periods: 'p.periods',
};
