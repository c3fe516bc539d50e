/** Returns the next random number of a sequence, at least 0 and below 1. */
export type Random = () => number;

/** A draw from the normal distribution with mean 0 and this standard deviation (Box & Muller 1958). */
export function normalDraw(random: Random, sd = 1): number {
  return sd * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** The Mulberry32 generator (Ettinger 2017): the same seed gives the same numbers on every machine. Not for secrets. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
