import { type AnchorFigure, HEALTH_PEOPLE } from "../domain/program-health";
import type { Side } from "../instrument/answers";
import { UPPER_QUANTILE } from "../statistics/interval";
import { mean } from "../statistics/mean";
import { studentTQuantile } from "../statistics/student-t";

/** One answered item beside the mean of the person's other scored items, 0 to 100 both. */
export type ItemWithRest = { readonly side: Side; readonly score: number; readonly rest: number };

/**
 * By how many points the two roles differ in an item at the same rest score (docs/measurement.md 6, "Anchors"): the mean of
 * the IC side minus that of the managers, less what their rest scores explain by the pooled slope within roles (analysis of
 * covariance), with Student's 95% interval. Whole points.
 * @returns null where a role has fewer than thirty surveys, or the rest scores of both do not vary
 */
export function roleDifference(surveys: readonly ItemWithRest[]): AnchorFigure["role"] {
  const ic = momentsOf(surveys.filter(({ side }) => side === "ic"));
  const manager = momentsOf(surveys.filter(({ side }) => side === "manager"));
  if (!ic || !manager) return null;
  const squares = ic.squares + manager.squares;
  if (squares === 0) return null;
  const slope = (ic.crossed + manager.crossed) / squares;
  const apart = ic.rest - manager.rest;
  const difference = ic.score - manager.score - slope * apart;
  const freedom = ic.n + manager.n - 3;
  const unexplained = Math.max(0, ic.own + manager.own - slope * (ic.crossed + manager.crossed)) / freedom;
  const error = Math.sqrt(unexplained * (1 / ic.n + 1 / manager.n + apart ** 2 / squares));
  const half = studentTQuantile(UPPER_QUANTILE, freedom)! * error;
  return {
    points: Math.round(difference),
    low: Math.round(difference - half),
    high: Math.round(difference + half),
  };
}

/** Means of one role, and sums of squares and products around them. */
function momentsOf(surveys: readonly ItemWithRest[]) {
  if (surveys.length < HEALTH_PEOPLE) return undefined;
  const score = mean(surveys.map((one) => one.score))!;
  const rest = mean(surveys.map((one) => one.rest))!;
  let [own, squares, crossed] = [0, 0, 0];
  for (const one of surveys) {
    own += (one.score - score) ** 2;
    squares += (one.rest - rest) ** 2;
    crossed += (one.score - score) * (one.rest - rest);
  }
  return { n: surveys.length, score, rest, own, squares, crossed };
}
