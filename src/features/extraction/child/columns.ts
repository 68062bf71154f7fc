import { type Line, linesOf, readsBackwards } from './lines.ts';
import type { PlacedText } from './placed-text.ts';

/** A column is prose, not a part of a table or a form, when it has so many lines and they fill so much of its width and the block's. */
const MIN_LINES = 4;
const MIN_FILL = 0.6;
const MIN_SHARE_OF_WIDTH = 0.22;

/** Narrowest free strip between columns, in font sizes; and how often a block may be cut again. */
const MIN_GUTTER = 0.9;
const MAX_CUTS = 12;

interface Strip {
  readonly from: number;
  readonly to: number;
}

/** The free strips between the given spans, in ascending order. */
function freeStrips(spans: readonly Strip[]): readonly Strip[] {
  const strips: Strip[] = [];
  let reach = Number.NEGATIVE_INFINITY;
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    if (span.from > reach && reach !== Number.NEGATIVE_INFINITY) strips.push({ from: reach, to: span.from });
    reach = Math.max(reach, span.to);
  }
  return strips;
}

const widest = (strips: readonly Strip[]): Strip | undefined => strips.toSorted((a, b) => b.to - b.from - (a.to - a.from))[0];

const medianSize = (runs: readonly PlacedText[]): number => runs.map((run) => run.size).sort((a, b) => a - b)[runs.length >> 1] ?? 0;

function widthOf(runs: readonly PlacedText[]): number {
  const left = runs.reduce((least, run) => Math.min(least, run.left), Number.POSITIVE_INFINITY);
  const right = runs.reduce((most, run) => Math.max(most, run.right), Number.NEGATIVE_INFINITY);
  return right - left;
}

function isProse(runs: readonly PlacedText[], blockWidth: number): boolean {
  const lines = linesOf(runs);
  const width = widthOf(runs);
  const inked = runs.reduce((sum, run) => sum + run.right - run.left, 0);
  return lines.length >= MIN_LINES && width >= MIN_SHARE_OF_WIDTH * blockWidth && inked >= MIN_FILL * width * lines.length;
}

/** Left and right side of a gutter between two columns of prose, if the block has one. */
function columns(runs: readonly PlacedText[]): readonly [PlacedText[], PlacedText[]] | undefined {
  const gutters = freeStrips(runs.map((run) => ({ from: run.left, to: run.right })));
  const blockWidth = widthOf(runs);
  const wide = gutters.filter((strip) => strip.to - strip.from >= MIN_GUTTER * medianSize(runs));
  for (const gutter of wide) {
    const left = runs.filter((run) => run.right <= gutter.from);
    const right = runs.filter((run) => run.left >= gutter.to);
    if (isProse(left, blockWidth) && isProse(right, blockWidth)) return [left, right];
  }
  return undefined;
}

/** The parts above and below the widest free strip across the block, if there is one. */
function bands(runs: readonly PlacedText[]): readonly [PlacedText[], PlacedText[]] | undefined {
  const strip = widest(freeStrips(runs.map((run) => ({ from: run.y, to: run.y + 0.7 * run.size }))));
  if (!strip) return undefined;
  const middle = (strip.from + strip.to) / 2;
  return [runs.filter((run) => run.y > middle), runs.filter((run) => run.y <= middle)];
}

/**
 * Lines in reading order: side by side columns of prose one after the other, everything else line by line.
 * Cuts the page into columns where a free strip parts two of them, else into bands, and looks at the parts again.
 */
export function linesInReadingOrder(runs: readonly PlacedText[], cutsLeft = MAX_CUTS): readonly Line[] {
  if (runs.length < 2 * MIN_LINES || cutsLeft === 0) return linesOf(runs);
  const sides = columns(runs);
  const parts = sides && readsBackwards(runs) ? sides.toReversed() : (sides ?? bands(runs));
  return parts ? parts.flatMap((part) => linesInReadingOrder(part, cutsLeft - 1)) : linesOf(runs);
}
