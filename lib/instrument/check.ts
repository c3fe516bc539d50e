import { type Answer, type Answers, asAllocation, asOwnership, CANT_SAY, pointsGiven } from "./answers";
import { commentProblem } from "./comments";
import type { MessageCode, Messages } from "./messages";
import { askedQuestions } from "./progress";
import type { Question } from "./question";

/** Why an answer cannot be submitted yet; undefined if it can. The browser uses this check instead of the schema, so that
 * it needs no schema library; it covers the answers that the survey's own fields can produce. The server checks with the
 * schema. */
export function answerProblem(question: Question, answer: Answer | undefined): MessageCode | undefined {
  if (answer === undefined) return question.required ? "required" : undefined;
  if (question.kind === "text") return commentProblem(String(answer));
  if (answer === CANT_SAY) return undefined;
  if (question.kind === "allocation") return allocationProblem(question, asAllocation(answer) ?? {});
  if (question.kind === "ownership") {
    return Object.keys(asOwnership(answer) ?? {}).length > 0 ? undefined : "required";
  }
  return undefined;
}

/** The problems of all questions that are asked, by item code; empty when the answers can be submitted. */
export function answerProblems(questions: readonly Question[], answers: Answers): Messages {
  const problems: Record<string, MessageCode> = {};
  for (const question of askedQuestions(questions, answers)) {
    const problem = answerProblem(question, answers[question.code]);
    if (problem) problems[question.code] = problem;
  }
  return problems;
}

/** Points of an allocation that are not given out yet; negative when too many are. */
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
