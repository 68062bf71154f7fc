import type { TextItem } from 'pdfjs-dist/types/src/display/api.js';

/** A run of text on an upright page: x to the right, y upwards, baseline at `y`, in points. */
export interface PlacedText {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
  readonly rightToLeft: boolean;
}

/** Runs of one writing direction, turned so that their lines lie level. */
export interface Orientation {
  readonly quarterTurns: number;
  readonly runs: readonly PlacedText[];
}

const MIN_SIZE = 0.1;

function quarterTurns([a, b]: readonly number[]): number {
  const turns = Math.round(Math.atan2(b ?? 0, a ?? 1) / (Math.PI / 2));
  return (turns + 4) % 4;
}

/** Position in a frame turned back by so many quarters. */
function level(turns: number, x: number, y: number): readonly [number, number] {
  if (turns === 1) return [y, -x];
  if (turns === 2) return [-x, -y];
  if (turns === 3) return [-y, x];
  return [x, y];
}

function place(item: TextItem, turns: number): PlacedText {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = item.transform as number[];
  const [left, y] = level(turns, e, f);
  const size = Math.max(Math.hypot(c, d) || Math.hypot(a, b), MIN_SIZE);
  return { text: item.str, left, right: left + Math.max(item.width, 0), y, size, rightToLeft: item.dir === 'rtl' };
}

/** Sorts a page's items into their writing directions, upright text first. Blank items and those without a sound position are left out. */
export function orientations(items: readonly TextItem[]): readonly Orientation[] {
  const byTurns = new Map<number, PlacedText[]>();
  for (const item of items) {
    if (item.str.trim() === '' || !(item.transform as number[]).every(Number.isFinite) || !Number.isFinite(item.width)) continue;
    const turns = quarterTurns(item.transform as number[]);
    const runs = byTurns.get(turns) ?? [];
    runs.push(place(item, turns));
    byTurns.set(turns, runs);
  }
  return [...byTurns].sort(([a], [b]) => a - b).map(([turns, runs]) => ({ quarterTurns: turns, runs }));
}
