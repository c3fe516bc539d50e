import { dimensionCodes } from "@/lib/domain/published";
import { mean } from "@/lib/statistics/mean";
import type { DimensionScores } from "./person";

/** The duo score, 0 to 100: the mean of both person scores; undefined unless both exist (docs/measurement.md 2). */
export function duoScore(ic: number | undefined, manager: number | undefined): number | undefined {
  return ic === undefined || manager === undefined ? undefined : (ic + manager) / 2;
}

/** The signed gap of the person scores, IC minus manager, −100 to 100; undefined unless both exist. */
export function signedGap(ic: number | undefined, manager: number | undefined): number | undefined {
  return ic === undefined || manager === undefined ? undefined : ic - manager;
}

/** The profile gap, 0 to 100: the mean distance over the dimensions that both partners have; undefined if there is none
 * (docs/measurement.md 2, "Agreement"). */
export function profileGap(ic: DimensionScores, manager: DimensionScores): number | undefined {
  return mean(
    dimensionCodes.flatMap((code) => {
      const [a, b] = [ic[code], manager[code]];
      return a === undefined || b === undefined ? [] : [Math.abs(a - b)];
    }),
  );
}

/** Agreement, 0 to 100: 100 minus the profile gap. */
export function agreement(ic: DimensionScores, manager: DimensionScores): number | undefined {
  const gap = profileGap(ic, manager);
  return gap === undefined ? undefined : 100 - gap;
}
