/**
 * Every constant of the engine (docs/measurement.md 3.2 and 3.3). Each stored cycle names the version that it was computed
 * with. Scores, levels and gaps are points from 0 to 100; windows are whole cycles.
 */
export const engineConstants = {
  version: "1.0.0",
  noise: {
    lags: [2, 3, 4, 5],
    minPairsPerLag: 20,
    /** Turns the median absolute value of a normal variable into its standard deviation. */
    madToSd: 1.4826,
    prior: { level: 8, gap: 7, pairs: 100 },
  },
  companyIndex: { trimDenominator: 5, minChanges: 60 },
  changePoint: {
    shortestWindow: 2,
    longestWindow: 6,
    longestReference: 8,
    minScoresPerWindow: 2,
    /** Simulated effective number of looks of the maximum over splits. */
    looks: { level: 3.3, gap: 2.0 },
  },
  trend: {
    maxAdjustedP: 0.1,
    enter: { declining: 2.5, apart: 2.25 },
    /** In a small organization. */
    enterSmall: { declining: 2.75, apart: 2.5 },
    leave: 1.5,
    minGapNow: 10,
  },
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
} as const;

/** The two families of trend tests: the level falls, or the partners' views move apart. They are reported separately. */
export const trendFamilies = ["declining", "apart"] as const;
export type TrendFamily = (typeof trendFamilies)[number];
