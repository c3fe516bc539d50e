import { type DimensionCode, dimensionCodes } from "@/lib/domain/published";
import { instrument, optionsOf } from "@/lib/instrument/instrument";

/** Steps in which every duo value of a dimension can be counted: 25 points over up to three items and two partners. */
export const STEP = 25 / 12;

const scores = dimensionCodes.map(personScores);

/** All values of a person's dimension in points: any answers, any of them missing, at least half answered. */
function personScores(code: DimensionCode): Set<number> {
  const items = instrument.items.filter((item) => item.in_person_score && item.dimension === code);
  const itemScores = items.map((item) =>
    item.direction === "mapped"
      ? optionsOf(item).flatMap(({ score }) => (score === undefined ? [] : [score]))
      : [0, 25, 50, 75, 100],
  );
  const found = new Set<number>();
  const walk = (index: number, sum: number, answered: number) => {
    if (index === items.length) {
      if (answered > 0 && 2 * answered >= items.length) found.add(Math.round(sum / answered / (2 * STEP)));
      return;
    }
    walk(index + 1, sum, answered);
    for (const score of itemScores[index]!) walk(index + 1, sum + score, answered + 1);
  };
  walk(0, 0, 0);
  return found;
}

/** All values of a duo's dimension, the mean of both partners, in steps; ascending. */
export const duoValues: ReadonlyMap<DimensionCode, readonly number[]> = new Map(
  dimensionCodes.map((code, index) => {
    const sums = new Set([...scores[index]!].flatMap((a) => [...scores[index]!].map((b) => a + b)));
    return [code, [...sums].sort((a, b) => a - b)];
  }),
);

/** A duo value in points as a number of steps. */
export function inSteps(points: number): number {
  return Math.round(points / STEP);
}
