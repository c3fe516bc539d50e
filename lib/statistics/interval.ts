/** A confidence interval, in the unit of the estimate; lower <= upper. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}
