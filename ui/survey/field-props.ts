import type { SurveyWords } from "@/lib/i18n/en/survey";
import type { Answer } from "@/lib/instrument/answers";
import type { Question } from "@/lib/instrument/question";

/** What every kind of field takes; `onAnswer(undefined)` clears the answer. */
export interface FieldProps {
  readonly question: Question;
  readonly answer: Answer | undefined;
  readonly onAnswer: (answer: Answer | undefined) => void;
  readonly words: SurveyWords;
}
