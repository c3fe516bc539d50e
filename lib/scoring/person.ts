import { type DimensionCode, dimensionCodes } from "@/lib/domain/published";
import type { Answers } from "@/lib/instrument/answers";
import { answerClass } from "@/lib/instrument/confidentiality";
import { type Item, instrument } from "@/lib/instrument/instrument";
import type { Adjustments } from "@/lib/instrument/versions/transitions";
import { mean } from "@/lib/statistics/mean";
import { itemScore } from "./item-score";

/** Scores of one person's dimensions, 0 to 100; a dimension without enough answers is absent. */
export type DimensionScores = Readonly<Partial<Record<DimensionCode, number>>>;

/** Dimensions that a person score needs, of nine (docs/measurement.md 2). */
export const DIMENSIONS_NEEDED = 7;

const scored = instrument.items.filter((item) => item.in_person_score);
const scoredItems = itemsByDimension(scored);
const sharedItems = itemsByDimension(scored.filter((item) => answerClass(item) === "S"));

/** The dimension scores of one person's answers: for each dimension the mean score of its answered items, if at least half
 * of its items are answered (docs/measurement.md 2).
 * @param adjustments how answers to new wordings count (docs/measurement.md 6) */
export function dimensionScores(answers: Answers, adjustments?: Adjustments): DimensionScores {
  return meansOf(scoredItems, answers, adjustments);
}

/** Dimension scores from shared items only. No other dimension figure may be shown for a duo; Trust has none. */
export function sharedDimensionScores(answers: Answers, adjustments?: Adjustments): DimensionScores {
  return meansOf(sharedItems, answers, adjustments);
}

/** The person score, 0 to 100: the unweighted mean of the dimensions; undefined unless at least seven of the nine exist
 * (docs/measurement.md 2). */
export function personScore(dimensions: DimensionScores): number | undefined {
  const scores = Object.values(dimensions);
  return scores.length >= DIMENSIONS_NEEDED ? mean(scores) : undefined;
}

function itemsByDimension(items: readonly Item[]): readonly (readonly [DimensionCode, readonly Item[]])[] {
  return dimensionCodes.map((code) => [code, items.filter(({ dimension }) => dimension === code)] as const);
}

function meansOf(
  dimensions: typeof scoredItems,
  answers: Answers,
  adjustments?: Adjustments,
): DimensionScores {
  const means: Partial<Record<DimensionCode, number>> = {};
  for (const [code, items] of dimensions) {
    const scores = items
      .map((item) => {
        const score = itemScore(item, answers[item.code]);
        const adjust = adjustments?.get(item.code);
        return adjust && score !== undefined ? adjust(score) : score;
      })
      .filter((score) => score !== undefined);
    if (scores.length > 0 && scores.length * 2 >= items.length) means[code] = mean(scores);
  }
  return means;
}
