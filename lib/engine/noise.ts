import { engineConstants } from "./constants";
import { medianInPlace } from "./median";
import type { ScoreTable } from "./score-table";

/** Pooled noise of one cycle: s_L (`level`) and s_G (`gap`) in points, and how many pairs of cycles they come from. */
export interface PooledNoise {
  readonly level: number;
  readonly gap: number;
  readonly pairs: number;
}

/**
 * Noise of a person's score, estimated from how far the levels and gaps of duos move over two to five cycles
 * (docs/measurement.md 3.2, "Pooled noise"): medians of absolute differences, blended with a prior. Pairs of cycles with an
 * instrument break between them are left out.
 * @param breaks 1-based numbers of the cycles that begin with a break
 */
export function pooledNoise(scores: ScoreTable, breaks: readonly number[]): PooledNoise {
  const { lags, minPairsPerLag, madToSd, prior } = engineConstants.noise;
  const levelMoves = new Float64Array(scores.duos * scores.cycles);
  const gapMoves = new Float64Array(scores.duos * scores.cycles);
  let pairs = 0;
  let usedLags = 0;
  let levelVariances = 0;
  let gapVariances = 0;
  for (const lag of lags) {
    const found = collectMoves(scores, { lag, breaks }, { levelMoves, gapMoves });
    if (found < minPairsPerLag) continue;
    usedLags++;
    pairs += found;
    levelVariances += (madToSd * medianInPlace(levelMoves.subarray(0, found))) ** 2;
    gapVariances += (madToSd * medianInPlace(gapMoves.subarray(0, found))) ** 2 / 4;
  }
  const blend = (variances: number, priorSd: number) => {
    if (usedLags === 0) return priorSd;
    return Math.sqrt((pairs * (variances / usedLags) + prior.pairs * priorSd ** 2) / (pairs + prior.pairs));
  };
  return { level: blend(levelVariances, prior.level), gap: blend(gapVariances, prior.gap), pairs };
}

/** One cycle's noise of a duo's change scores, as variances in squared points (docs/measurement.md 3.2, "Pooled noise"). */
export interface ChangeVariances {
  /** V_L, of the mean of both partners. */
  readonly level: number;
  /** V_G, of the difference of both partners. */
  readonly gap: number;
  /** o, of one partner. */
  readonly own: number;
  /** c, covariance of the two partners. */
  readonly covariance: number;
}

/**
 * The pooled noise of r, for finding changes: never below 3 points, so that an organization which hardly ever changes an
 * answer does not turn one point into overwhelming evidence.
 * @param scores change scores without the company's movement
 */
export function pooledChangeNoise(scores: ScoreTable, breaks: readonly number[]): PooledNoise {
  const { minChange } = engineConstants.noise;
  const { level, gap, pairs } = pooledNoise(scores, breaks);
  return { level: Math.max(minChange, level), gap: Math.max(minChange, gap), pairs };
}

/** The variances of one cycle that a pooled noise of change stands for. */
export function changeVariances(noise: PooledNoise): ChangeVariances {
  const level = noise.level ** 2 / 2;
  const gap = 2 * noise.gap ** 2;
  return { level, gap, own: level + gap / 4, covariance: level - gap / 4 };
}

/** Writes |change of the level| and |change of the gap| of every pair of cycles `lag` apart; returns how many there are. */
function collectMoves(
  { duos, cycles, ic, manager }: ScoreTable,
  { lag, breaks }: { lag: number; breaks: readonly number[] },
  { levelMoves, gapMoves }: { levelMoves: Float64Array; gapMoves: Float64Array },
): number {
  let found = 0;
  for (let start = 0; start + lag < cycles; start++) {
    if (breaks.some((before) => start + 1 < before && before <= start + lag + 1)) continue;
    for (let row = 0; row < duos; row++) {
      const earlier = row * cycles + start;
      const later = earlier + lag;
      const icMove = ic[later]! - ic[earlier]!;
      const managerMove = manager[later]! - manager[earlier]!;
      // NaN if one of the four scores is missing.
      const levelMove = (icMove + managerMove) / 2;
      if (Number.isNaN(levelMove)) continue;
      levelMoves[found] = Math.abs(levelMove);
      gapMoves[found] = Math.abs(icMove - managerMove);
      found++;
    }
  }
  return found;
}
