/**
 * Every constant of the engine (docs/measurement.md 3.2 and 3.3). Each stored cycle names the version that it was computed
 * with. Scores, levels and gaps are points from 0 to 100; windows are whole cycles.
 */
export const engineConstants = {
  version: "2.0.0",
  changeScore: {
    /** Weight of a dimension by its number of scored items, from one item on. */
    weights: [1, 1.9, 2.7],
  },
  noise: {
    lags: [2, 3, 4, 5],
    minPairsPerLag: 20,
    /** Turns the median absolute value of a normal variable into its standard deviation. */
    madToSd: 1.4826,
    prior: { level: 8, gap: 7, pairs: 100 },
    /** The noise of change is never smaller: else one changed answer would be overwhelming evidence among even answers. */
    minChange: 3,
  },
  ownNoise: {
    /** Cycles before the current one. */
    window: 13,
    /** Expected squared difference of two answers that follow one another, in own variances. */
    expected: 1.6,
    /** Bound of one squared difference, in expected ones. */
    largest: 9,
    /** Differences that the pooled noise counts for. */
    priorWeight: 20,
    /** Mean of the bounded squares of a usual person without the largest, inverted. */
    trimmed: 2 / 3,
  },
  companyIndex: { trimDenominator: 5, minChanges: 60 },
  onset: {
    /** Latest onset to earliest, in cycles before the current one, when a change is looked for. */
    search: 5,
    /** The same when it is dated and measured. */
    dating: 11,
    longestReference: 8,
    minScoresPerWindow: 2,
    /** Cycles after which a ramp is complete. */
    rampCycles: 6,
  },
  likelihood: {
    /** Points of the changes that the likelihood is averaged over. */
    sizes: { together: [12, 16, 22], other: [18, 24, 32] },
    largestExponent: 600,
    /** Ways to move apart: both partners move, or the lower one falls alone. */
    apart: { both: 0.7, lowerAlone: 0.3 },
    /** Share of the evidence for a fall of both by which the evidence for moving apart is lowered. */
    fallExplains: 0.05,
  },
  bar: {
    /** Duos without change that are added to an organization's own. */
    pseudoDuos: 50,
    share: { declining: 0.45, apart: 0.21 },
    floor: { declining: 17, apart: 9 },
    watch: { declining: 5.5, apart: 2.4 },
    /** In a small organization. */
    small: { floor: { declining: 50, apart: 12 }, watch: { declining: 17, apart: 4.5 } },
  },
  trend: { leave: 1.5, minGapNow: 10 },
  /** Shares of the onsets' weight at which the interval of "since" begins, its date lies and it ends. */
  since: { from: 0.1, date: 0.5, to: 0.9 },
  /** Standard deviations of a change's size before it is measured, in points. */
  size: { declining: 15, apart: 25 },
  shrinkage: {
    window: 3,
    anchorWeight: 20,
    minVariance: 25,
    levelAnchor: { mean: 64, variance: 140 },
    gapAnchor: { mean: 0, variance: 230 },
  },
  anchors: { low: 50, high: 70, lowerSide: 40, split: 20 },
  hysteresis: { enter: 0.8, leave: 0.5 },
  data: { window: 4, minScores: 2 },
  multiplierGate: { window: 3, minAnswer: 4, share: { numerator: 2, denominator: 3 } },
  /** Differences below this are rounding and decide no tie. */
  rounding: 1e-9,
} as const;

/** The two families of changes: the level falls, or the partners' views move apart. They are reported separately. */
export const trendFamilies = ["declining", "apart"] as const;
export type TrendFamily = (typeof trendFamilies)[number];
/** A value for each family. */
export type ByFamily<T> = Readonly<Record<TrendFamily, T>>;
