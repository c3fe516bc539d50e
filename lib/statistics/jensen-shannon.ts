import { shares } from "./shares";

/**
 * Jensen–Shannon divergence (Lin 1991) of two allocations in bits, 0 to 1 (docs/measurement.md 2):
 * (KL(p‖m) + KL(q‖m))/2 with m = (p + q)/2 and 0·log 0 = 0. Its square root is a distance; times ln 2 it is in nats.
 * @returns undefined for an empty allocation, a negative amount or unequal lengths
 */
export function jensenShannon(a: readonly number[], b: readonly number[]): number | undefined {
  const both = shares(a, b);
  if (both === undefined) return undefined;
  const bits = both.p.reduce((sum, p, i) => {
    const q = both.q[i]!;
    return sum + surprise(p, (p + q) / 2) + surprise(q, (p + q) / 2);
  }, 0);
  return Math.max(0, bits / 2);
}

function surprise(share: number, middle: number): number {
  return share === 0 ? 0 : share * Math.log2(share / middle);
}
