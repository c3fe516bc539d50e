import { engineConstants, type TrendFamily } from "./constants";
import { along, type Hypothesis } from "./likelihood";

/** Points by which the level fell or the gap widened until now, and the standard deviation of that estimate. */
export interface Size {
  readonly points: number;
  readonly sd: number;
}

/**
 * The size of a change by now: mean and standard deviation of the mixture of its hypotheses, each a normal distribution
 * with the prior variance 15² (moving apart: 25²) (docs/measurement.md 3.2, "Size now").
 * @param hypotheses those of the family at all valid onsets; at least one
 */
export function measureChange(family: TrendFamily, hypotheses: readonly Hypothesis[]): Size {
  const prior = 1 / engineConstants.size[family] ** 2;
  const total = hypotheses.reduce((sum, { weight }) => sum + weight, 0);
  const parts = hypotheses.map(({ weight, direction, fit }) => {
    const { support, information } = along(fit, direction);
    const precision = information + prior;
    return {
      share: weight / total,
      mean: (fit.reached * support) / precision,
      variance: fit.reached ** 2 / precision,
    };
  });
  const points = parts.reduce((sum, { share, mean }) => sum + share * mean, 0);
  const variance = parts.reduce(
    (sum, { share, mean, variance }) => sum + share * (variance + (mean - points) ** 2),
    0,
  );
  return { points, sd: Math.sqrt(variance) };
}
