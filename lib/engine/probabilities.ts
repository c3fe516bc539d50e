import { normalCdf } from "@/lib/statistics/normal";
import { engineConstants } from "./constants";
import type { DuoPosterior } from "./shrinkage";

/** Posterior probabilities, 0 to 1, that a duo lies beyond the policy anchors of `engineConstants`. */
export interface AnchorProbabilities {
  /** Level at least 70. */
  readonly high: number;
  /** Level below 50. */
  readonly low: number;
  /** |gap| above 20. */
  readonly split: number;
  /** The lower side below 40. */
  readonly oneSide: number;
}

/** The probabilities of docs/measurement.md 3.3, "Level" and "Gap", from normal posteriors. */
export function anchorProbabilities({ level, gap }: DuoPosterior): AnchorProbabilities {
  const { low, high, lowerSide, split } = engineConstants.anchors;
  const lower = level.mean - Math.abs(gap.mean) / 2;
  const lowerSd = Math.sqrt(level.sd ** 2 + gap.sd ** 2 / 4);
  return {
    high: normalCdf((level.mean - high) / level.sd),
    low: normalCdf((low - level.mean) / level.sd),
    split: normalCdf((-split - gap.mean) / gap.sd) + normalCdf((gap.mean - split) / gap.sd),
    oneSide: normalCdf((lowerSide - lower) / lowerSd),
  };
}
