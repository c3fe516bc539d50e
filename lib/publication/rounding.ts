import type { LevelBand } from "@/lib/domain/published";

/** The nearest whole number, a half to the even neighbour (docs/measurement.md 5). Means are published so. */
export function roundHalfToEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}

/** A duo's level from 0 to 100 to the nearest 5 points: whole points would say too much of the partner's answers. */
export function publishedLevel(level: number): number {
  return 5 * roundHalfToEven(level / 5);
}

/** The band of a score from 0 to 100, cut at 40 and 70: below 40 low, from 70 on high. */
export function levelBand(score: number): LevelBand {
  if (score < 40) return "low";
  return score < 70 ? "middle" : "high";
}
