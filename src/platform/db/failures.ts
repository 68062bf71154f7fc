import { Problem } from '../../core/errors.ts';

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '');

const CONFLICTS = ['40001', '40P01']; // serialization failure, deadlock
const OUTAGES = [/^08/, /^53/, /^57/, /^55P03$/, /^(ECONN|ENOTFOUND|EPIPE|ETIMEDOUT|EHOSTUNREACH|EAI_AGAIN)/];
// what pg says, without a code, of a connection that ended or could not be had in time
const LOST = /^(Connection terminated|timeout exceeded when trying to connect|Client (has encountered|was closed))/;

const isConflict = (error: unknown): boolean => CONFLICTS.includes(codeOf(error));

const isOutage = (error: unknown): boolean => {
  const code = codeOf(error);
  return isConflict(error) || OUTAGES.some((pattern) => pattern.test(code)) || (error instanceof Error && LOST.test(error.message));
};

/** Up to three attempts, while the failure is a conflict with another transaction. */
export async function retrying<T>(attempt: () => Promise<T>): Promise<T> {
  for (let left = 2; ; left -= 1) {
    try {
      return await attempt();
    } catch (error) {
      if (left === 0 || !(error instanceof Problem && isConflict(error.cause))) throw error;
    }
  }
}

/** A statement that this connection has prepared has gone bad (its table changed): only a new connection helps. */
export const spoilsConnection = (error: unknown): boolean => codeOf(error) === '26000' || codeOf(error) === '0A000';

/** The database cannot answer now: Problem `unavailable`. Anything else is returned as it is. */
export const translate = (error: unknown): unknown =>
  isOutage(error) && !(error instanceof Problem)
    ? new Problem('unavailable', {
        detail: 'The database cannot answer right now. Try again in a moment.',
        headers: { 'Retry-After': '1' },
        reason: `database: ${codeOf(error)} ${(error as Error).message}`,
        cause: error,
      })
    : error;
