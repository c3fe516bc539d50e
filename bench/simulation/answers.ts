import { dimensionCodes } from "@/lib/domain/published";
import { type Answer, type Answers, CANT_SAY } from "@/lib/instrument/answers";
import { instrument, optionsOf } from "@/lib/instrument/instrument";
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
