import type { Answers } from "./answers";
import type { ShowIf } from "./instrument";
import type { Question } from "./question";

/** Whether an item with this condition is asked, given the answers to the other items. */
export function isAsked(showIf: ShowIf | undefined, answers: Answers): boolean {
  if (!showIf) return true;
  const answer = answers[showIf.item];
  return typeof answer === "number" && answer > showIf.greater_than;
}

/** The questions that a person is asked, given their answers so far. */
export function askedQuestions(questions: readonly Question[], answers: Answers): readonly Question[] {
  return questions.filter((question) => isAsked(question.showIf, answers));
}

/** Seconds for a question of each kind, from 8 to 10 for a stand-alone question and 40 to 65 for a block
 * (docs/measurement.md 1, "Time"). Most people leave texts empty. */
const seconds = { scale: 9, choice: 9, allocation: 20, ownership: 20, text: 4 } as const;

/** Minutes that these questions take, rounded up to whole ones; 0 for no question. */
export function minutesLeft(questions: readonly Question[]): number {
  return Math.ceil(questions.reduce((sum, question) => sum + seconds[question.kind], 0) / 60);
}
