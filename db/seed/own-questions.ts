import type { Answers } from "@/lib/instrument/answers";
import { type CustomQuestion, customItem, optionLetters } from "@/lib/instrument/custom-questions";
import type { customQuestions } from "../schema";
import { drawFrom } from "./draw";

/** The first cycle that asks the company's own questions. */
export const ownQuestionsFrom = 10;

const draw = drawFrom(20_262);

/** One question that the two read of each other, and one of which leaders read rough shares of whole units. */
export const ownQuestions: readonly CustomQuestion[] = [
  {
    id: draw.uuid(),
    slot: 1,
    kind: "scale",
    answerClass: "shared",
    wording: "How easily do you and {P} agree on what not to do?",
    options: ["With great effort", "With effort", "It depends", "Easily", "Very easily"],
  },
  {
    id: draw.uuid(),
    slot: 2,
    kind: "choice",
    answerClass: "aggregate",
    wording: "What would help you and {P} most right now?",
    options: ["More time together", "A clearer goal", "Fewer interruptions", "A decision from above"],
  },
];

/** The same as rows. */
export const ownQuestionRows = (orgId: string, createdAt: Date): (typeof customQuestions.$inferInsert)[] =>
  ownQuestions.map(({ options, ...question }) => ({ orgId, ...question, options: [...options], createdAt }));

/**
 * What a person answers to them in a cycle: from their id and the cycle's number, without a draw, so that every story stays
 * as it is.
 */
export function ownAnswers(personId: string, cycle: number): Answers {
  if (cycle < ownQuestionsFrom) return {};
  const from = (digit: number) => Number.parseInt(personId.slice(digit).slice(0, 2), 16);
  const [scale, choice] = ownQuestions.map((question) => customItem(question).code);
  // Four of six stay at their place, the others move by the cycle.
  const step = 2 + ((from(-2) + (from(-4) % 3 === 0 ? cycle : 0)) % 4);
  const option = optionLetters[[0, 0, 1, 1, 1, 2, 2, 3][(from(-6) + cycle) % 8]!]!;
  return { [scale!]: step, [choice!]: option };
}
