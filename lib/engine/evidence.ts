import { type ByFamily, engineConstants, type TrendFamily } from "./constants";
import { along, directions, hypothesesOf } from "./likelihood";
import type { Onset } from "./onset";

/** How much a testable duo's scores speak for a change of each family (docs/measurement.md 3.2, "Evidence"). */
export interface Evidence {
  /** E: averaged likelihood ratio of a change against no change. */
  readonly ratio: ByFamily<number>;
  /** Largest standardized change over the step onsets, which decides how long a flag stays on. */
  readonly z: ByFamily<number>;
  /** |gap| since the onset that fits best with moving apart, in points. */
  readonly gapNow: number;
  /** |gap| before the earliest onset, in points. */
  readonly gapBefore: number;
}

/**
 * The evidence at the onsets of the last six cycles; an onset that is not valid counts 0. A fall of both explains a gap
 * that widens with it, so evidence of a fall lowers that of moving apart.
 * @param onsets valid onsets, the latest first
 * @param gapVariance V_G, in squared points
 * @returns undefined without a valid onset: the duo is not testable
 */
export function findEvidence(onsets: readonly Onset[], gapVariance: number): Evidence | undefined {
  const earliest = onsets.at(-1);
  if (!earliest) return undefined;
  const { search } = engineConstants.onset;
  let falling = 0;
  let moving = 0;
  let mostAway = Number.NEGATIVE_INFINITY;
  let gapNow = 0;
  let zLevel = Number.NEGATIVE_INFINITY;
  let zGap = Number.NEGATIVE_INFINITY;
  for (const onset of onsets) {
    falling += totalWeight(onset, gapVariance, "declining");
    const away = totalWeight(onset, gapVariance, "apart");
    moving += away;
    if (away > mostAway) {
      mostAway = away;
      gapNow = Math.abs(onset.gapSince);
    }
    zLevel = Math.max(zLevel, zAlong(onset, directions.bothFall));
    const widening = zAlong(onset, directions.icRises);
    zGap = Math.max(zGap, onset.gapBefore >= -engineConstants.rounding ? widening : -widening);
  }
  const declining = falling / (search + 1);
  const apart = moving / (search + 1) / (1 + engineConstants.likelihood.fallExplains * declining);
  return {
    ratio: { declining, apart },
    z: { declining: zLevel, apart: zGap },
    gapNow,
    gapBefore: Math.abs(earliest.gapBefore),
  };
}

/** Whether the gap is wide by now and wider than it was: one that turned round without growing is not moving apart. */
export function isWide({ gapNow, gapBefore }: Evidence): boolean {
  const { rounding, trend } = engineConstants;
  return gapNow >= trend.minGapNow - rounding && gapNow > gapBefore + rounding;
}

function totalWeight(onset: Onset, gapVariance: number, family: TrendFamily): number {
  return hypothesesOf(family, onset, gapVariance).reduce((sum, { weight }) => sum + weight, 0);
}

function zAlong({ fits }: Onset, direction: (typeof directions)[keyof typeof directions]): number {
  const { support, information } = along(fits.step, direction);
  return support / Math.sqrt(information);
}
