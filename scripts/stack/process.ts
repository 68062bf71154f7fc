import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process that cannot be mistaken for a later one with the same number. */
export interface ProcessMark {
  readonly pid: number;
  /** Clock ticks between boot and the start of the process. */
  readonly startTime: string;
  readonly bootId: string;
}

const bootId = (): string => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();

/** Start time out of the text of /proc/<pid>/stat; undefined for a zombie. The name in it may hold spaces and brackets. */
export function startTimeOf(stat: string): string | undefined {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
}

/** The mark of a running process; undefined when there is none. */
export function markOf(pid: number): ProcessMark | undefined {
  try {
    const startTime = startTimeOf(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    return startTime === undefined ? undefined : { pid, startTime, bootId: bootId() };
  } catch {
    return undefined;
  }
}

export function isAlive(mark: ProcessMark): boolean {
  const now = markOf(mark.pid);
  return now !== undefined && now.startTime === mark.startTime && now.bootId === mark.bootId;
}

/** Waits until the process is gone; false when it still runs after `milliseconds`. */
export async function waitForEnd(mark: ProcessMark, milliseconds: number): Promise<boolean> {
  const deadline = Date.now() + milliseconds;
  while (isAlive(mark)) {
    if (Date.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}

/** Signals in turn, each with its patience in milliseconds, until the process is gone. */
export type Farewell = readonly (readonly [signal: NodeJS.Signals, patience: number])[];

export async function endProcess(mark: ProcessMark, farewell: Farewell): Promise<void> {
  for (const [signal, patience] of [...farewell, ['SIGKILL', 10_000] as const]) {
    if (!isAlive(mark)) return;
    try {
      process.kill(mark.pid, signal);
    } catch {
      // gone between the look and the signal
    }
    if (await waitForEnd(mark, patience)) return;
  }
  throw new Error(`Process ${mark.pid} does not end, not even by SIGKILL.`);
}
