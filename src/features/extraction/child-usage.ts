import { readFile } from 'node:fs/promises';

/** What a process has taken so far. */
export interface ChildUsage {
  /** The most memory it ever had resident, in bytes. */
  readonly peakBytes: number;
  readonly cpuSeconds: number;
}

/** Linux counts CPU time for user space in hundredths of a second, whatever its own tick. */
const TICKS_A_SECOND = 100;

/** Reads /proc; undefined when the process is gone. */
export async function usageOf(pid: number): Promise<ChildUsage | undefined> {
  try {
    const [status, stat] = await Promise.all([readFile(`/proc/${pid}/status`, 'utf8'), readFile(`/proc/${pid}/stat`, 'utf8')]);
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
    if (kilobytes === undefined) return undefined; // dead, and not yet waited for
    // the fields after the name, which stands in parentheses and may hold anything: utime is the 12th of them, stime the 13th
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { peakBytes: Number(kilobytes) * 1024, cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND };
  } catch {
    return undefined;
  }
}
