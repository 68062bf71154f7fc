import type { PlacedText } from './placed-text.ts';

/** A line of text under construction: its runs, and the height they take. */
export interface Line {
  readonly runs: PlacedText[];
  left: number;
  right: number;
  bottom: number;
  top: number;
}

/** Share of the font size that lies below and above the baseline, as most Latin fonts have it. */
const DESCENT = 0.2;
const ASCENT = 0.75;

/** Shares of the font size: a gap that is a space, an overlap that is only kerning, a shift that is only fake bold. */
const SPACE = 0.1;
const KERNING = 0.35;
const FAKE_BOLD = 0.1;

/** How many lines back a run may still belong: more would cost time and find nothing. */
const LOOK_BACK = 4;

function sharesHeight(line: Line, run: PlacedText): boolean {
  const bottom = run.y - DESCENT * run.size;
  const top = run.y + ASCENT * run.size;
  const shared = Math.min(top, line.top) - Math.max(bottom, line.bottom);
  return shared >= 0.5 * Math.min(top - bottom, line.top - line.bottom);
}

function hasRoom(line: Line, run: PlacedText): boolean {
  if (run.left >= line.right || run.right <= line.left) return true;
  const slack = KERNING * run.size;
  return line.runs.every((other) => run.right - other.left <= slack || other.right - run.left <= slack);
}

const isDouble = (line: Line, run: PlacedText): boolean =>
  run.left < line.right &&
  line.runs.some((other) => other.text === run.text && Math.hypot(other.left - run.left, other.y - run.y) <= FAKE_BOLD * run.size);

function extend(line: Line, run: PlacedText): void {
  line.runs.push(run);
  line.left = Math.min(line.left, run.left);
  line.right = Math.max(line.right, run.right);
  line.bottom = Math.min(line.bottom, run.y - DESCENT * run.size);
  line.top = Math.max(line.top, run.y + ASCENT * run.size);
}

const begin = (run: PlacedText): Line => ({
  runs: [run],
  left: run.left,
  right: run.right,
  bottom: run.y - DESCENT * run.size,
  top: run.y + ASCENT * run.size,
});

/** Gathers runs into lines by their height on the page, from top to bottom. */
export function linesOf(runs: readonly PlacedText[]): readonly Line[] {
  const lines: Line[] = [];
  for (const run of runs.toSorted((a, b) => b.y - a.y || a.left - b.left)) {
    const near = lines.slice(-LOOK_BACK).filter((line) => sharesHeight(line, run));
    if (near.some((line) => isDouble(line, run))) continue;
    const line = near.findLast((candidate) => hasRoom(candidate, run));
    if (line) extend(line, run);
    else lines.push(begin(run));
  }
  return lines;
}

/** Whether most of the runs are read from right to left. */
export const readsBackwards = (runs: readonly PlacedText[]): boolean => runs.filter((run) => run.rightToLeft).length * 2 > runs.length;

/** The text of a line: runs in writing direction, one space for each gap. */
export function textOf(line: Line): string {
  const backwards = readsBackwards(line.runs);
  const ordered = line.runs.toSorted((a, b) => (backwards ? b.right - a.right : a.left - b.left));
  let text = '';
  let previous: PlacedText | undefined;
  for (const run of ordered) {
    if (previous) {
      const gap = backwards ? previous.left - run.right : run.left - previous.right;
      if (gap > SPACE * Math.min(run.size, previous.size)) text += ' ';
    }
    text += run.text;
    previous = run;
  }
  return text.replaceAll(/\s+/gu, ' ').trim();
}
