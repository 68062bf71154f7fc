/** Structured log, shaped like pino's: fields first, then one constant sentence. Never a token, a name of a file or of a person. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
