import { dimensionCodes } from "../domain/published";
import type { Answers } from "../instrument/answers";
import { type DimensionScores, dimensionScores, personScore, sharedDimensionScores } from "../scoring/person";

/** One person's figures of a cycle, 0 to 100, as stored for later cycles; `null` where there are too few answers. */
export type PersonFigures = {
  readonly score: number | null;
  /** The multiplier answer, 1 to 5. */
  readonly mx1: number | null;
  /** Nine dimensions in the instrument's order. */
  readonly dimensions: readonly (number | null)[];
  /** The same over S items only; Trust has none. */
  readonly shared: readonly (number | null)[];
};

/** The figures of one person's answers (docs/measurement.md 2). */
export function personFigures(answers: Answers): PersonFigures {
  const dimensions = dimensionScores(answers);
  const mx1 = answers.MX1;
  return {
    score: personScore(dimensions) ?? null,
    mx1: typeof mx1 === "number" ? mx1 : null,
    dimensions: inOrder(dimensions),
    shared: inOrder(sharedDimensionScores(answers)),
  };
}

const inOrder = (scores: DimensionScores) => dimensionCodes.map((code) => scores[code] ?? null);

/** Mean of both partners, dimension by dimension in the order given; `null` where one of them has none. */
export function duoDimensions(
  ic: readonly (number | null)[],
  manager: readonly (number | null)[],
): (number | null)[] {
  return ic.map((a, index) => {
    const b = manager[index] ?? null;
    return a === null || b === null ? null : (a + b) / 2;
  });
}
