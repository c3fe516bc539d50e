import { shares } from "./shares";

/**
 * Total variation ½Σ|p − q|, 0 to 1, of two allocations (docs/measurement.md 2): the share that would have to move to make
 * them equal.
 * @returns undefined for an empty allocation, a negative amount or unequal lengths
 */
export function totalVariation(a: readonly number[], b: readonly number[]): number | undefined {
  const both = shares(a, b);
  return both && both.p.reduce((sum, share, i) => sum + Math.abs(share - both.q[i]!), 0) / 2;
}
