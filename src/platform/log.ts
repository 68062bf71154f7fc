import { type Logger, pino } from 'pino';

/** Lines gathered before they are written, and the longest that one waits. */
const GATHER_BYTES = 4096;
const FLUSH_MS = 100;

const CUT = ['authorization', 'cookie', 'password', 'token', 'filename'];

/**
 * The process's log on stdout: one JSON line an event, gathered and written together. What could carry a secret or a person's
 * name is cut by key, as a second fence; the first is that nobody logs it.
 */
export function createLog(options: { readonly level: string; readonly process: 'server' | 'worker' | 'migrate' }): Logger {
  const destination = pino.destination({ dest: 1, sync: false, minLength: GATHER_BYTES });
  setInterval(() => destination.flush(), FLUSH_MS).unref();
  process.on('exit', () => destination.flushSync());
  return pino(
    {
      level: options.level,
      base: { process: options.process, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: CUT, censor: '[cut]' },
    },
    destination,
  );
}
