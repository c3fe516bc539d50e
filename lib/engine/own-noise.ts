import { engineConstants } from "./constants";

/**
 * How much more than usual one person's scores vary, as a factor h ≥ 1 of the pooled variance (docs/measurement.md 3.2,
 * "Own noise"). The differences between scores that follow one another are compared with what the pooled noise expects;
 * the largest is left out, because one jump is a change and no noise. A calm person has the factor 1.
 * @param scores the person's r of consecutive cycles, NaN where missing, of which at most the last fourteen count
 * @param ownVariance o, in squared points
 */
export function ownNoiseFactor(scores: Float64Array, ownVariance: number): number {
  const { window, expected, largest, priorWeight, trimmed } = engineConstants.ownNoise;
  let before = Number.NaN;
  let differences = 0;
  let sum = 0;
  let maximum = 0;
  for (const score of scores.subarray(Math.max(0, scores.length - window - 1))) {
    if (Number.isNaN(score)) continue;
    if (!Number.isNaN(before)) {
      const square = Math.min((score - before) ** 2 / (expected * ownVariance), largest);
      differences++;
      sum += square;
      maximum = Math.max(maximum, square);
    }
    before = score;
  }
  if (differences === 0) return 1;
  const usual = priorWeight + trimmed * (differences - 1);
  return Math.max(1, (priorWeight + trimmed * (sum - maximum)) / usual);
}
