import { CONFIDENCE, type Interval } from "./interval";
import { normalQuantile } from "./normal";

/**
 * Wilson's (1927) score interval of a proportion, 0 to 1, without continuity correction, as R `prop.test(correct = FALSE)`.
 * @returns undefined without trials or for a count outside 0 to `trials`
 */
export function wilsonInterval(count: number, trials: number, confidence = CONFIDENCE): Interval | undefined {
  const z = normalQuantile((1 + confidence) / 2);
  if (z === undefined || !(trials > 0) || !(count >= 0 && count <= trials)) return undefined;
  const share = count / trials;
  const spread = (z * z) / trials;
  const centre = (share + spread / 2) / (1 + spread);
  const half = Math.sqrt(spread * share * (1 - share) + (spread * spread) / 4) / (1 + spread);
  // For no and for all successes the exact bounds are 0 and 1; rounding errors must not change them.
  return { lower: count === 0 ? 0 : centre - half, upper: count === trials ? 1 : centre + half };
}
