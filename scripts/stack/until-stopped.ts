/**
 * Resolves with the reason to stop: a signal, or that the npm process which started this one is gone.
 * Further signals are ignored, so that an impatient second Ctrl-C does not break the orderly end.
 */
export function untilStopped(onAgain: () => void): Promise<string> {
  return new Promise((resolve) => {
    let first = 0;
    const stop = (reason: string): void => {
      // a terminal's Ctrl-C arrives twice: from the terminal and passed on by the parent
      if (first !== 0 && Date.now() - first > 1_000) onAgain();
      if (first === 0) first = Date.now();
      resolve(reason);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(signal));
    if (process.channel) process.on('disconnect', () => stop('the end of the process that started it'));
  });
}
