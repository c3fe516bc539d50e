/** A confidence interval, in the unit of the estimate; lower <= upper. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/** Probability that every interval of the product is made for, unless a caller asks for another. */
export const CONFIDENCE = 0.95;

/** Probability below the upper end of such an interval, .975: the quantile that its half width is computed from. */
export const UPPER_QUANTILE = (1 + CONFIDENCE) / 2;
