import { dimensionCodes } from "@/lib/domain/published";
import { instrument } from "@/lib/instrument/instrument";
import { DIMENSIONS_NEEDED } from "@/lib/scoring/person";
import { engineConstants } from "./constants";

/** Number of scored items of each dimension, in the instrument's order. */
export const scoredItems: readonly number[] = dimensionCodes.map(
  (code) => instrument.items.filter((item) => item.in_person_score && item.dimension === code).length,
);

/**
 * One person's score for finding changes, 0 to 100 (docs/measurement.md 3.2, "Change score"): the mean of the dimensions,
 * weighted by the number of their scored items, because a dimension of more items varies less by chance. Exists exactly
 * where the person score does, and is used for nothing else.
 * @param dimensions dimension scores in the instrument's order, null where missing
 * @param items scored items of each dimension, answered or not
 * @returns null with fewer than seven dimensions
 */
export function changeScore(
  dimensions: readonly (number | null)[],
  items: readonly number[] = scoredItems,
): number | null {
  const { weights } = engineConstants.changeScore;
  let sum = 0;
  let weight = 0;
  let found = 0;
  dimensions.forEach((score, index) => {
    if (score === null) return;
    const own = weights[items[index]! - 1]!;
    sum += own * score;
    weight += own;
    found++;
  });
  return found >= DIMENSIONS_NEEDED ? sum / weight : null;
}
