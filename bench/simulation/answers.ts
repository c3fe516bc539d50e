import { dimensionCodes } from "@/lib/domain/published";
import { type Answer, type Answers, CANT_SAY } from "@/lib/instrument/answers";
import { instrument, optionsOf } from "@/lib/instrument/instrument";
import { mean } from "@/lib/statistics/mean";
import { normalCdf } from "@/lib/statistics/normal";
import { normalDraw, type Random } from "@/lib/statistics/random";
import { scaleAnswer } from "@/testkit/scale-answer";
import type { World } from "./assumptions";

const order: readonly (string | null)[] = dimensionCodes;
const items = instrument.items
  .filter((item) => item.in_person_score)
  .map((item) => ({
    item,
    dimension: order.indexOf(item.dimension),
    /** Empty for a scale. The option without a score is "we had no real disagreement". */
    choices: item.direction === "mapped" ? optionsOf(item) : [],
  }));
type ScoredItem = (typeof items)[number];
/** The scores of each dimension's items, from the worst answer to the best. */
const scoresByDimension = dimensionCodes.map((_, dimension) =>
  items.filter((one) => one.dimension === dimension).map(({ choices }) => scoresInOrder(choices)),
);

/** Random numbers, and the world that they are drawn for. */
export interface Drawing {
  readonly random: Random;
  readonly world: World;
}

/**
 * Draws one person's answers to the scored items in one cycle.
 * @param view how the person sees the duo that day, in points from 0 to 100, before rounding to the scale
 * @param leanings the person's lasting deviation for each dimension, in points, in the instrument's order
 */
export function drawAnswers({ random, world }: Drawing, view: number, leanings: readonly number[]): Answers {
  return Object.fromEntries(
    items.map((scored) => {
      const felt = view + leanings[scored.dimension]! + normalDraw(random, world.itemNoiseSd);
      return [
        scored.item.code,
        random() < world.cantSayShare ? CANT_SAY : answerAt({ random, world }, scored, felt),
      ];
    }),
  );
}

function answerAt({ random, world }: Drawing, { item, choices }: ScoredItem, felt: number): Answer {
  if (choices.length === 0) return scaleAnswer(item, felt);
  const unscored = choices.find((choice) => choice.score === undefined);
  if (unscored && random() < world.noDisagreementShare) return unscored.value;
  return choices.reduce((nearest, choice) =>
    distance(choice.score, felt) < distance(nearest.score, felt) ? choice : nearest,
  ).value;
}

function distance(score: number | undefined, felt: number): number {
  return score === undefined ? Number.POSITIVE_INFINITY : Math.abs(score - felt);
}

/**
 * The person score that somebody would have in the mean of many surveys: what a score says without mood, noise of items and
 * steps of the scale, but with the ends of the scale.
 * @param view how the person sees the duo without the mood of the day, in points
 */
export function expectedScore(world: World, view: number, leanings: readonly number[]): number {
  const sd = Math.hypot(world.itemNoiseSd, world.moodSd);
  const dimensions = scoresByDimension.map((itemScores, dimension) => {
    const felt = view + leanings[dimension]!;
    return mean(itemScores.map((scores) => expectedOf(scores, felt, sd)))!;
  });
  return mean(dimensions)!;
}

/** Each better answer is given from the middle between it and the one before on. */
function expectedOf(scores: readonly number[], felt: number, sd: number): number {
  return scores.slice(1).reduce((sum, score, index) => {
    const before = scores[index]!;
    return sum + (score - before) * normalCdf((felt - (score + before) / 2) / sd);
  }, scores[0]!);
}

function scoresInOrder(choices: ScoredItem["choices"]): number[] {
  if (choices.length === 0) return [0, 25, 50, 75, 100];
  return choices.flatMap(({ score }) => (score === undefined ? [] : [score])).sort((a, b) => a - b);
}
