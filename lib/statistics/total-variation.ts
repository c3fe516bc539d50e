import { shares } from "./shares";

/**
 * Total variation ½Σ|p − q|, 0..1, of two allocations (any non-negative amounts): the share to move until they agree.
 * Zeros are legitimate. Undefined where an allocation is empty or the lengths differ.
 */
export function totalVariation(a: readonly number[], b: readonly number[]): number | undefined {
  const both = shares(a, b);
  return both && both.p.reduce((sum, share, i) => sum + Math.abs(share - both.q[i]!), 0) / 2;
}
