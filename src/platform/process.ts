/** Runs an entry file. What stops it from starting is told in one sentence on stderr, without a stack for expected faults. */
export function runEntry(main: () => Promise<void>): void {
  main().catch((error: unknown) => {
    const expected = error instanceof Error && (error.name === 'ConfigError' || error.cause === undefined);
    process.stderr.write(`${expected && error instanceof Error ? error.message : describe(error)}\n`);
    process.exit(1);
  });
}

const describe = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) + causeOf(error) : String(error));
const causeOf = (error: Error): string => (error.cause === undefined ? '' : `\ncaused by ${describe(error.cause)}`);

/** Calls `stop` once, on the first SIGTERM or SIGINT, and ends the process after it; a second signal ends it at once. */
export function onStopSignal(stop: (signal: NodeJS.Signals) => Promise<void>): void {
  let asked = false;
  const heard = (signal: NodeJS.Signals): void => {
    if (asked) process.exit(1);
    asked = true;
    stop(signal).then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${describe(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', heard);
  process.on('SIGINT', heard);
}
