import { dimensionCodes } from "../domain/published";
import type { Answers } from "../instrument/answers";
import type { Adjustments } from "../instrument/versions/transitions";
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

/** The figures of one person's answers (docs/measurement.md 2), in which new wordings count as they were linked. */
export function personFigures(answers: Answers, adjustments?: Adjustments): PersonFigures {
  const dimensions = dimensionScores(answers, adjustments);
  const mx1 = answers.MX1;
  return {
    score: personScore(dimensions) ?? null,
    mx1: typeof mx1 === "number" ? mx1 : null,
    dimensions: inOrder(dimensions),
    shared: inOrder(sharedDimensionScores(answers, adjustments)),
  };
}

const inOrder = (scores: DimensionScores) => dimensionCodes.map((code) => scores[code] ?? null);

/** Figures as numbers: score, multiplier answer, dimension scores and as many shared ones; NaN for a missing one. */
export function packFigures({ score, mx1, dimensions, shared }: PersonFigures): Float64Array<ArrayBuffer> {
  const values = [score, mx1, ...dimensions, ...shared];
  const numbers = new Float64Array(values.length);
  for (let index = 0; index < values.length; index++) numbers[index] = values[index] ?? Number.NaN;
  return numbers;
}

/** The figures that `packFigures` made these numbers of. */
export function unpackFigures(numbers: Float64Array): PersonFigures {
  const dimensions = (numbers.length - 2) / 2;
  return {
    score: orMissing(numbers[0]!),
    mx1: orMissing(numbers[1]!),
    dimensions: scoresFrom(numbers, 2, dimensions),
    shared: scoresFrom(numbers, 2 + dimensions, dimensions),
  };
}

const orMissing = (number: number) => (Number.isNaN(number) ? null : number);

function scoresFrom(numbers: Float64Array, start: number, count: number): (number | null)[] {
  const scores: (number | null)[] = [];
  for (let index = start; index < start + count; index++) scores.push(orMissing(numbers[index]!));
  return scores;
}

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
