import { type Answer, type Answers, asAllocation, asOwnership, CANT_SAY, pointsGiven } from "./answers";
import type { MessageCode, Messages } from "./messages";
import { askedQuestions } from "./progress";
import type { Question } from "./question";

/** What still stands in the way of this answer, or undefined. It covers what a page's own fields can produce, so
 * that the browser needs no schema library; the server's schema has the last word. */
export function answerProblem(question: Question, answer: Answer | undefined): MessageCode | undefined {
  if (answer === undefined) return question.required ? "required" : undefined;
  if (answer === CANT_SAY) return undefined;
  if (question.kind === "allocation") return allocationProblem(question, asAllocation(answer) ?? {});
  if (question.kind === "ownership") {
    return Object.keys(asOwnership(answer) ?? {}).length > 0 ? undefined : "required";
  }
  return undefined;
}

/** The problems of all asked questions, by item code; empty when the answers can be submitted. */
export function answerProblems(questions: readonly Question[], answers: Answers): Messages {
  const problems: Record<string, MessageCode> = {};
  for (const question of askedQuestions(questions, answers)) {
    const problem = answerProblem(question, answers[question.code]);
    if (problem) problems[question.code] = problem;
  }
  return problems;
}

/** The points of an allocation that are still to be given; negative when too many are. */
export function remainingPoints(question: Question, spread: Readonly<Record<string, number>>): number {
  return (question.total ?? 100) - pointsGiven(spread);
}

function allocationProblem(
  question: Question,
  spread: Readonly<Record<string, number>>,
): MessageCode | undefined {
  const step = question.step ?? 1;
  if (Object.values(spread).some((share) => share % step !== 0)) return "step";
  return remainingPoints(question, spread) === 0 ? undefined : "total";
}
