import { type Contract, operationsOf } from '../generate/contract-types.ts';

/** Whoever calls a deprecated operation gets at least so many days to change. */
const NOTICE_DAYS = 90;
const DAY_MS = 86_400_000;

/** A deprecated operation says since when it is and when it ends, long enough before; no other one does. */
export function deprecationFaults(contract: Contract): string[] {
  return operationsOf(contract).flatMap(({ operation }) => {
    const { operationId, deprecated = false, 'x-deprecated-at': at, 'x-sunset': sunset, 'x-deprecation-link': link } = operation;
    const given = [at, sunset, link].some((one) => one !== undefined);
    if (!deprecated) return given ? [`${operationId}: x-deprecated-at, x-sunset and x-deprecation-link belong to deprecated: true`] : [];
    const [from, to] = [timeOf(at), timeOf(sunset)];
    if (Number.isNaN(from + to))
      return [`${operationId}: deprecated, so it needs x-deprecated-at and x-sunset, each a day such as 2026-03-02`];
    if (to - from < NOTICE_DAYS * DAY_MS) return [`${operationId}: x-sunset must be at least ${NOTICE_DAYS} days after x-deprecated-at`];
    return [];
  });
}

const timeOf = (day: string | undefined): number => (day !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(day) : Number.NaN);
