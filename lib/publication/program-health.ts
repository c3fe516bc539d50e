import {
  HEALTH_PEOPLE,
  type HealthItem,
  PROMISED_SECONDS,
  type ProgramHealth,
} from "../domain/program-health";
import type { Answers } from "../instrument/answers";
import { instrument } from "../instrument/instrument";
import { itemScore } from "../scoring/item-score";
import { pearsonCorrelation } from "../statistics/correlation";
import { cronbachAlpha } from "../statistics/cronbach-alpha";
import { mean } from "../statistics/mean";

const scored = instrument.items.filter((item) => item.in_person_score);

type Score = number | null;
/** One person's scores of the scored items in one survey, 0 to 100, in the instrument's order. */
export type SurveyScores = { duoId: string; authorId: string; scores: readonly Score[] };

/** The scores of one survey's answers, for `programHealth`. */
export function surveyScores(answers: Answers): Score[] {
  return scored.map((item) => itemScore(item, answers[item.code]) ?? null);
}

/**
 * How the survey works over the whole organization; items that everybody answers alike are no part of alpha (docs/measurement.md 4, "Program health"), from 30 people on; undefined below.
 * @param surveys one for each partner of each duo who submitted
 * @param seconds how long each of them took
 */
export function programHealth(
  surveys: readonly SurveyScores[],
  seconds: readonly number[],
): ProgramHealth | undefined {
  const people = new Set(surveys.map(({ authorId }) => authorId)).size;
  if (people < HEALTH_PEOPLE) return undefined;
  const rows = surveys.map(({ scores }) => scores);
  const varying = scored.flatMap((_, item) => (new Set(scoresOf(rows, item)).size > 1 ? [item] : []));
  const alpha = cronbachAlpha(rows.map((row) => varying.map((item) => row[item]!)))?.raw;
  return {
    people,
    surveys: surveys.length,
    inTime: seconds.length < HEALTH_PEOPLE ? null : percentInTime(seconds),
    alpha: alpha === undefined ? null : hundredths(alpha),
    items: scored.map(({ code }, item) => ({ code, ...reliabilityOf(rows, item) })),
  };
}

const scoresOf = (rows: readonly (readonly Score[])[], item: number) =>
  rows.flatMap((row) => row[item] ?? []);

const percentInTime = (seconds: readonly number[]) =>
  Math.round((100 * seconds.filter((one) => one < PROMISED_SECONDS).length) / seconds.length);

const hundredths = (value: number) => Math.round(100 * value);

/** Pearson's r of an item with the mean of the other items, of which at least half must be answered. */
function reliabilityOf(rows: readonly (readonly Score[])[], item: number): Omit<HealthItem, "code"> {
  const own: number[] = [];
  const others: number[] = [];
  for (const row of rows) {
    const rest = row.filter((score, index): score is number => index !== item && score !== null);
    const score = row[item];
    if (score == null || 2 * rest.length < row.length - 1) continue;
    own.push(score);
    others.push(mean(rest)!);
  }
  const r = own.length < HEALTH_PEOPLE ? undefined : pearsonCorrelation(own, others);
  return { n: own.length, rest: r === undefined ? null : hundredths(r) };
}
