import { type Logger, pino } from 'pino';

/**
 * The process's log: one JSON line an event, written asynchronously. What could carry a secret or a person's name is
 * cut by key, as a second fence; the first is that nobody logs it.
 */
export function createLog(options: { readonly level: string; readonly process: 'server' | 'worker' | 'migrate' }): Logger {
  return pino({
    level: options.level,
    base: { process: options.process, pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: [
        'authorization',
        'cookie',
        'password',
        'token',
        'filename',
        '*.authorization',
        '*.cookie',
        '*.password',
        '*.token',
        '*.filename',
      ],
      censor: '[cut]',
    },
  });
}
