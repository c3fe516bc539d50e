import { expect, test } from "vitest";
import { dimensionCodes } from "@/lib/domain/published";
import { dimensionScores, personScore } from "@/lib/scoring/person";
import { mean } from "@/lib/statistics/mean";
import { normalDraw, seededRandom } from "@/lib/statistics/random";
import { drawAnswers, expectedScore } from "./answers";
import { assumptions } from "./assumptions";

test.each([20, 64, 90])("the expected score is the mean of many drawn surveys, from a view of %i", (view) => {
  const drawing = { random: seededRandom(view), world: { ...assumptions, noDisagreementShare: 0 } };
  const leanings = dimensionCodes.map((_, index) => 4 * index - 16);
  const scores = Array.from({ length: 3_000 }, () => {
    const thatDay = view + normalDraw(drawing.random, assumptions.moodSd);
    return personScore(dimensionScores(drawAnswers(drawing, thatDay, leanings)))!;
  });
  // Of one survey the standard deviation is about 6 points, so that of this mean about .1.
  expect(Math.abs(mean(scores)! - expectedScore(assumptions, view, leanings))).toBeLessThan(0.4);
});
