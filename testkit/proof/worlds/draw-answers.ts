import { dimensionCodes } from "@/lib/domain/published";
import { type Answer, type Answers, CANT_SAY } from "@/lib/instrument/answers";
import { instrument, optionsOf } from "@/lib/instrument/instrument";
import { normalDraw, type Random } from "@/lib/statistics/random";
import { scaleAnswer } from "../../scale-answer";

/** Points on 0 to 100 (docs/measurement.md 3.1); item noise so that most answers lie within two steps of the mean. */
const assumed = { personSd: 14, partnerCorrelation: 0.4, moodSd: 4, leaningSd: 9, itemSd: 17 };
const cantSayShare = 0.02;
const noDisagreementShare = 0.15;

const order: readonly (string | null)[] = dimensionCodes;
const items = instrument.items
  .filter((item) => item.in_person_score || item.code === "MX1")
  .map((item) => ({
    item,
    dimension: order.indexOf(item.dimension),
    choices: item.direction === "mapped" ? optionsOf(item) : [],
  }));

/** A person as a respondent about one duo: where they stand, and how they lean dimension by dimension. */
export type Respondent = { readonly stands: number; readonly leanings: readonly number[] };

/** Both partners of a duo, around an organization's mean in points. */
export function drawPartners(random: Random, mean: number): { ic: Respondent; manager: Respondent } {
  const shared = normalDraw(random) * Math.sqrt(assumed.partnerCorrelation);
  const draw = () => {
    const own = normalDraw(random) * Math.sqrt(1 - assumed.partnerCorrelation);
    return {
      stands: mean + assumed.personSd * (shared + own),
      leanings: dimensionCodes.map(() => assumed.leaningSd * normalDraw(random)),
    };
  };
  return { ic: draw(), manager: draw() };
}

/** One person's answers to the scored items and the multiplier in one cycle. */
export function drawAnswers(random: Random, { stands, leanings }: Respondent): Answers {
  const day = stands + assumed.moodSd * normalDraw(random);
  return Object.fromEntries(
    items.map(({ item, dimension, choices }) => {
      const felt = day + (leanings[dimension] ?? 0) + assumed.itemSd * normalDraw(random);
      if (random() < cantSayShare) return [item.code, CANT_SAY];
      return [item.code, choices.length === 0 ? scaleAnswer(item, felt) : choose(random, choices, felt)];
    }),
  );
}

function choose(random: Random, choices: ReturnType<typeof optionsOf>, felt: number): Answer {
  const scored = choices.filter((choice) => choice.score !== undefined);
  const unscored = choices.find((choice) => choice.score === undefined);
  if (unscored && random() < noDisagreementShare) return unscored.value;
  return scored.reduce((nearest, choice) =>
    Math.abs(choice.score! - felt) < Math.abs(nearest.score! - felt) ? choice : nearest,
  ).value;
}
