import {
  HEALTH_PEOPLE,
  type HealthItem,
  PROMISED_SECONDS,
  type ProgramHealth,
} from "../domain/program-health";
import type { Answers, Side } from "../instrument/answers";
import { type Instrument, type Item, instrument } from "../instrument/instrument";
import { itemScore } from "../scoring/item-score";
import { pearsonCorrelation } from "../statistics/correlation";
import { cronbachAlpha } from "../statistics/cronbach-alpha";
import { type ItemWithRest, roleDifference } from "./anchor-figures";

const scored = instrument.items.filter((item) => item.in_person_score);

type Score = number | null;
/** One person's scores of the items in one survey, 0 to 100: the scored ones in the instrument's order, then added ones. */
export type SurveyScores = { duoId: string; authorId: string; side: Side; scores: readonly Score[] };

/** Items that a later version added: they have no score, and how they go with the others is known before they get one. */
export function addedItems({ items }: Pick<Instrument, "items">): readonly Item[] {
  const known = new Set(instrument.items.map(({ code }) => code));
  return items.filter(({ code, type, links }) => !known.has(code) && !links && type === "scale5");
}

/** The scores of one survey's answers, for `programHealth`. */
export function surveyScores(answers: Answers, added: readonly Item[] = []): Score[] {
  return [...scored, ...added].map((item) => itemScore(item, answers[item.code]) ?? null);
}

/**
 * How the survey works over the whole organization (docs/measurement.md 4, "Program health"). Items that everybody answers
 * alike are no part of alpha.
 * @param surveys one for each partner of each duo who submitted
 * @param seconds how long each of them took
 * @param added the added items whose scores follow those of the scored ones; they are no part of alpha
 * @returns undefined below 30 people
 */
export function programHealth(
  surveys: readonly SurveyScores[],
  seconds: readonly number[],
  added: readonly Item[] = [],
): ProgramHealth | undefined {
  const people = new Set(surveys.map(({ authorId }) => authorId)).size;
  if (people < HEALTH_PEOPLE) return undefined;
  const rows = surveys.map(({ scores }) => scores);
  const answered = surveys.map(totalled);
  const varying = scored.flatMap((_, item) => (new Set(scoresOf(rows, item)).size > 1 ? [item] : []));
  const alpha = cronbachAlpha(rows.map((row) => varying.map((item) => row[item]!)))?.raw;
  return {
    people,
    surveys: surveys.length,
    inTime: seconds.length < HEALTH_PEOPLE ? null : percentInTime(seconds),
    alpha: alpha === undefined ? null : hundredths(alpha),
    items: [...scored, ...added].map(({ code }, item) => ({
      code,
      ...reliabilityOf(besideRest(answered, item)),
    })),
    anchors: instrument.anchor_items.map((code) => {
      const pairs = besideRest(
        answered,
        scored.findIndex((item) => item.code === code),
      );
      return { code, ...reliabilityOf(pairs), role: roleDifference(pairs) };
    }),
  };
}

const scoresOf = (rows: readonly (readonly Score[])[], item: number) =>
  rows.flatMap((row) => row[item] ?? []);

const percentInTime = (seconds: readonly number[]) =>
  Math.round((100 * seconds.filter((one) => one < PROMISED_SECONDS).length) / seconds.length);

const hundredths = (value: number) => Math.round(100 * value);

type Totalled = {
  readonly side: Side;
  readonly scores: readonly Score[];
  readonly sum: number;
  readonly count: number;
};

/** A survey with the sum and the number of its scored items that are answered. */
function totalled({ side, scores }: SurveyScores): Totalled {
  let [sum, count] = [0, 0];
  for (let item = 0; item < scored.length; item++) {
    const score = scores[item] ?? null;
    if (score === null) continue;
    sum += score;
    count++;
  }
  return { side, scores, sum, count };
}

/** An item's score beside the mean of the other scored items, of which at least half must be answered. */
function besideRest(surveys: readonly Totalled[], item: number): ItemWithRest[] {
  const own = item < scored.length ? 1 : 0;
  return surveys.flatMap(({ side, scores, sum, count }) => {
    const score = scores[item] ?? null;
    const others = count - own;
    if (score === null || others === 0 || 2 * others < scored.length - own) return [];
    return [{ side, score, rest: (sum - own * score) / others }];
  });
}

/** Pearson's r of an item with the rest, in hundredths. */
function reliabilityOf(surveys: readonly ItemWithRest[]): Omit<HealthItem, "code"> {
  const [own, rest] = [surveys.map(({ score }) => score), surveys.map((one) => one.rest)];
  const r = surveys.length < HEALTH_PEOPLE ? undefined : pearsonCorrelation(own, rest);
  return { n: surveys.length, rest: r === undefined ? null : hundredths(r) };
}
