import erfcinv from "@stdlib/math-base-special-erfcinv";
import cdf from "@stdlib/stats-base-dists-normal-cdf";

/** Φ(z), the standard normal distribution function, as R `pnorm`: to 1e-12 relative in both tails. NaN for NaN. */
export function normalCdf(z: number): number {
  return cdf(z, 0, 1);
}

/**
 * The standard normal quantile, as R `qnorm`: −√2·erfc⁻¹(2p), which keeps the digits of a small p.
 * @returns −∞ at 0, ∞ at 1, undefined outside 0 to 1
 */
export function normalQuantile(p: number): number | undefined {
  if (!(p >= 0 && p <= 1)) return undefined;
  // 0 and not −0 at the median.
  return p === 0.5 ? 0 : -Math.SQRT2 * erfcinv(2 * p);
}
