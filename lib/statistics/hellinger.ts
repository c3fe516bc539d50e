import { shares } from "./shares";

/**
 * Hellinger distance √(½Σ(√p − √q)²), 0 to 1, of two allocations.
 * @returns undefined for an empty allocation, a negative amount or unequal lengths
 */
export function hellinger(a: readonly number[], b: readonly number[]): number | undefined {
  const both = shares(a, b);
  return (
    both && Math.sqrt(both.p.reduce((sum, p, i) => sum + (Math.sqrt(p) - Math.sqrt(both.q[i]!)) ** 2, 0) / 2)
  );
}
