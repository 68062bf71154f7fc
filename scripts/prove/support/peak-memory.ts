import { readFileSync } from 'node:fs';

/** Highest resident memory of a process since its start or last reset, in megabytes. */
export function peakMb(pid: number): number {
  const kib = Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  return Math.round((kib * 1024) / 1e6);
}
