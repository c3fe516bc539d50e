import type { CellMeasure } from "../domain/published";
import { type CustomQuestion, optionLetters } from "../instrument/custom-questions";
import { type Figure, type FigureCycle, figureOf, type Reading } from "./figures";

/** A unit's figures of one of the organization's own questions, in the words that the cycle asked. */
export type CustomQuestionFigures = Pick<CustomQuestion, "slot" | "kind" | "wording" | "options"> & {
  /** A scale's mean, from 0 for the first option to 100 for the last; or of a choice each option's share. */
  readonly figures: readonly Figure[];
};

/** The measures of a question whose answers are aggregate only: one of a scale, one for each option of a choice. */
export function measuresOf({ slot, kind, options }: CustomQuestion): CellMeasure[] {
  if (kind === "scale") return [`own:${slot}`];
  return options.map((_, place) => `own:${slot}:${optionLetters[place]!}` as CellMeasure);
}

/** What is published of the questions in one unit and cycle; questions of another class have no figure. */
export function customFigures(
  reading: Reading,
  at: { unitId: string; cycle: FigureCycle },
  asked: readonly CustomQuestion[],
): CustomQuestionFigures[] {
  return ofUnits(asked).map((question) => {
    const { slot, kind, wording, options } = question;
    const figures = measuresOf(question).map((measure) => figureOf(reading, at, measure));
    return { slot, kind, wording, options, figures };
  });
}

/** The questions that have figures of units. */
export const ofUnits = (asked: readonly CustomQuestion[]): CustomQuestion[] =>
  asked.filter(({ answerClass }) => answerClass === "aggregate");

/** The question and the option behind a measure, as files give them; both empty for every other measure. */
export function wordsOfMeasure(
  measure: CellMeasure,
  asked: readonly CustomQuestion[],
): { readonly question: string; readonly answer: string } {
  for (const one of ofUnits(asked)) {
    const option = measuresOf(one).indexOf(measure);
    if (option < 0) continue;
    return { question: one.wording, answer: one.kind === "choice" ? one.options[option]! : "" };
  }
  return { question: "", answer: "" };
}
