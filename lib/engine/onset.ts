import { engineConstants } from "./constants";
import { type DuoHistory, precisionAt } from "./duo-history";
import {
  addMatrices,
  addPairs,
  invert,
  multiply,
  type Pair,
  type PairMatrix,
  sandwich,
  scaleMatrix,
  scalePair,
  subtractMatrices,
  subtractPairs,
  zeroMatrix,
} from "./pair";

/** The first cycle that can test a trend: each partner needs two scores before an onset and two from it on. */
export const firstTrendCycle = 2 * engineConstants.onset.minScoresPerWindow;

/** Ways in which a change unfolds: at once, or evenly over six cycles. */
export const changeShapes = ["step", "ramp"] as const;
export type ChangeShape = (typeof changeShapes)[number];

/**
 * How far a duo's scores agree with a change of one shape that begins at an onset (docs/measurement.md 3.2,
 * "Likelihood").
 */
export interface Fit {
  /** T: for a direction u and a size δ the scores support the change by δ·uᵀT. */
  readonly support: Pair;
  /** N: precision of the change's size in a direction u, uᵀNu. */
  readonly information: PairMatrix;
  /** Share of the change that has happened by the current cycle, 0 to 1. */
  readonly reached: number;
}

/** A cycle in which a change may have begun, with enough scores before and from it on. */
export interface Onset {
  /** k, 1-based. */
  readonly cycle: number;
  /** Mean r of the IC minus that of the manager, in points, before the onset and from it on. */
  readonly gapBefore: number;
  readonly gapSince: number;
  /** The smaller of both partners' numbers of scores before the onset. */
  readonly scoresBefore: number;
  readonly fits: Readonly<Record<ChangeShape, Fit>>;
}

/**
 * The valid onsets of a duo, the latest first (docs/measurement.md 3.2, "Onsets"). The reference are the eight cycles
 * before the onset at most. Each partner needs two scores before the onset and two from it on; none in the current cycle.
 * @param search how many cycles before the current one the earliest onset may lie
 */
export function findOnsets(history: DuoHistory, search: number): Onset[] {
  const earliest = Math.max(history.first + 1, history.current - search);
  const onsets: Onset[] = [];
  for (let cycle = history.current; cycle >= earliest; cycle--) {
    const onset = onsetAt(history, cycle);
    if (onset) onsets.push(onset);
  }
  return onsets;
}

function onsetAt(history: DuoHistory, cycle: number): Onset | undefined {
  const { longestReference, minScoresPerWindow } = engineConstants.onset;
  const start = Math.max(history.first, cycle - longestReference);
  const icBefore = meanOf(history, history.ic, [start, cycle - 1]);
  const managerBefore = meanOf(history, history.manager, [start, cycle - 1]);
  const icSince = meanOf(history, history.ic, [cycle, history.current]);
  const managerSince = meanOf(history, history.manager, [cycle, history.current]);
  const scoresBefore = Math.min(icBefore.count, managerBefore.count);
  if (Math.min(scoresBefore, icSince.count, managerSince.count) < minScoresPerWindow) return undefined;
  return {
    cycle,
    gapBefore: icBefore.mean - managerBefore.mean,
    gapSince: icSince.mean - managerSince.mean,
    scoresBefore,
    fits: fitShapes(history, start, cycle),
  };
}

function meanOf(
  { first }: DuoHistory,
  scores: Float64Array,
  [from, to]: readonly [number, number],
): { mean: number; count: number } {
  let sum = 0;
  let count = 0;
  for (let cycle = from; cycle <= to; cycle++) {
    const score = scores[cycle - first]!;
    if (Number.isNaN(score)) continue;
    sum += score;
    count++;
  }
  return { mean: sum / count, count };
}

/** Sums over the recent cycles for a shape with the values x_i: Σ x Q, Σ x² Q and Σ x Q r. */
interface ShapeSums {
  readonly linear: PairMatrix;
  readonly square: PairMatrix;
  readonly scores: Pair;
}

const noSums: ShapeSums = { linear: zeroMatrix, square: zeroMatrix, scores: { a: 0, b: 0 } };

/** T and N of both shapes. Each partner's own baseline is estimated and removed, so an absence cannot look like a jump. */
function fitShapes(history: DuoHistory, start: number, onset: number): Onset["fits"] {
  let precision = zeroMatrix;
  let scores: Pair = { a: 0, b: 0 };
  let step = noSums;
  let ramp = noSums;
  for (let cycle = start; cycle <= history.current; cycle++) {
    const here = precisionAt(history, cycle);
    precision = addMatrices(precision, here.precision);
    scores = addPairs(scores, here.weighted);
    if (cycle < onset) continue;
    step = addCycle(step, here, 1);
    ramp = addCycle(ramp, here, rampAt(cycle, onset));
  }
  const inverse = invert(precision);
  const baseline = multiply(inverse, scores);
  const estimate = (sums: ShapeSums, reached: number): Fit => ({
    support: subtractPairs(sums.scores, multiply(sums.linear, baseline)),
    information: subtractMatrices(sums.square, sandwich(sums.linear, inverse)),
    reached,
  });
  return { step: estimate(step, 1), ramp: estimate(ramp, rampAt(history.current, onset)) };
}

function addCycle(
  sums: ShapeSums,
  { precision, weighted }: ReturnType<typeof precisionAt>,
  value: number,
): ShapeSums {
  return {
    linear: addMatrices(sums.linear, scaleMatrix(precision, value)),
    square: addMatrices(sums.square, scaleMatrix(precision, value ** 2)),
    scores: addPairs(sums.scores, scalePair(weighted, value)),
  };
}

function rampAt(cycle: number, onset: number): number {
  const { rampCycles } = engineConstants.onset;
  return Math.min(cycle - onset + 1, rampCycles) / rampCycles;
}
