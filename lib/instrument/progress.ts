import type { Answers } from "./answers";
import type { ShowIf } from "./instrument";
import type { Question } from "./question";

/** Whether an item with this condition is asked, given the other answers. */
export function isAsked(showIf: ShowIf | undefined, answers: Answers): boolean {
  if (!showIf) return true;
  const answer = answers[showIf.item];
  return typeof answer === "number" && answer > showIf.greater_than;
}

/** The questions a person is asked as their answers stand. */
export function askedQuestions(questions: readonly Question[], answers: Answers): readonly Question[] {
  return questions.filter((question) => isAsked(question.showIf, answers));
}

// Measurement specification 1: 8 to 10 seconds for a question on its own, 40 to 65 for a whole block (Pew 2022).
const seconds = { scale: 9, choice: 9, allocation: 20, ownership: 20 } as const;

/** Whole minutes that these questions will take, rounded up; 0 when there is nothing left. */
export function minutesLeft(questions: readonly Question[]): number {
  return Math.ceil(questions.reduce((sum, question) => sum + seconds[question.kind], 0) / 60);
}
