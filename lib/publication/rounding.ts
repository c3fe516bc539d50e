import type { LevelBand } from "@/lib/domain/published";

/** Points to whose nearest multiple a duo's level is published. */
export const LEVEL_STEP = 5;
/** Scores from 0 to 100 at which the bands of levels and dimensions part: below `low`, up to `high`, from `high` on. */
export const BAND_BOUNDS = { low: 40, high: 70 } as const;

/** The nearest whole number, a half to the even neighbour (docs/measurement.md 5). Means are published so. */
export function roundHalfToEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}

/** A share from 0 to 1 in whole percent, for files; `null` where there is none. */
export const wholePercent = (share: number | undefined): number | null =>
  share === undefined ? null : roundHalfToEven(100 * share);

/** A duo's level from 0 to 100 to the nearest 5 points: whole points would say too much of the partner's answers. */
export function publishedLevel(level: number): number {
  return LEVEL_STEP * roundHalfToEven(level / LEVEL_STEP);
}

/** The band of a score from 0 to 100: below 40 low, from 70 on high (docs/measurement.md 3.3). */
export function levelBand(score: number): LevelBand {
  if (score < BAND_BOUNDS.low) return "low";
  return score < BAND_BOUNDS.high ? "middle" : "high";
}

/**
 * A value to nine decimals, before it is compared with a bound or rounded to a step: the rounding error of a sum or of a
 * mean of thirds must not put it on the other side.
 */
export const withoutRoundingError = (value: number): number => Math.round(value * 1e9) / 1e9;
