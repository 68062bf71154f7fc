/** Numbers that are the same in every run with one seed (Mulberry32). Each call is at least 0 and below 1. */
export type Random = () => number;

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from `low` to `high`, small ones as likely as large ones on a logarithmic scale. */
export const logUniform = (random: Random, low: number, high: number): number => Math.round(low * (high / low) ** random());
