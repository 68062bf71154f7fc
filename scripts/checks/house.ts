import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Figures of the table "Numbers the house holds" that come from reading the sources. */
export interface HouseNumbers {
  readonly files: number;
  readonly medianLines: number;
  readonly p95Lines: number;
  readonly over300: readonly string[];
  readonly anys: readonly string[];
  readonly environmentReads: readonly string[];
  readonly unfinished: readonly string[];
}

const sources = (): readonly string[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--', 'src/*.ts', 'src/**/*.ts'], { encoding: 'utf8' })
    .split('\n')
    .filter((path) => path !== '' && !path.includes('/generated/') && !/core\/(problem-types|scopes).ts$/.test(path));

const quantile = (sorted: readonly number[], q: number): number => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;

/** Reads every source file of src/ but the generated ones. */
export function houseNumbers(): HouseNumbers {
  const over300: string[] = [];
  const anys: string[] = [];
  const environmentReads: string[] = [];
  const unfinished: string[] = [];
  const lengths: number[] = [];
  const files = sources();
  for (const path of files) {
    const text = readFileSync(path, 'utf8');
    const lines = text.split('\n').length - 1;
    lengths.push(lines);
    if (lines > 300) over300.push(`${path} has ${lines} lines; split it by concern`);
    if (/(: |<|\bas )any\b/.test(text)) anys.push(`${path} uses any; name the type`);
    if (text.includes('process.env') && path !== 'src/config.ts')
      environmentReads.push(`${path} reads process.env; only src/config.ts may`);
    if (/\b(TODO|FIXME|XXX)\b/.test(text)) unfinished.push(`${path} holds an unfinished mark`);
  }
  lengths.sort((a, b) => a - b);
  return {
    files: files.length,
    medianLines: quantile(lengths, 0.5),
    p95Lines: quantile(lengths, 0.95),
    over300,
    anys,
    environmentReads,
    unfinished,
  };
}

/** The limits of docs/concepts/architecture.md, each fault saying what to do. */
export function checkHouse(): { faults: readonly string[]; saw: number } {
  const numbers = houseNumbers();
  const faults = [...numbers.over300, ...numbers.anys, ...numbers.environmentReads, ...numbers.unfinished];
  if (numbers.medianLines > 60) faults.push(`the median source file has ${numbers.medianLines} lines; the house holds 60`);
  if (numbers.p95Lines > 200) faults.push(`the 95th percentile of source files has ${numbers.p95Lines} lines; the house holds 200`);
  return { faults, saw: numbers.files };
}
