import type { CustomClass, CustomKind, CustomQuestion } from "../instrument/custom-questions";

/** A question of the organization's own as its admin sees it. */
export type CustomQuestionLine = CustomQuestion & {
  retired: boolean;
  /** Number of the last cycle that asked it. */
  lastAsked: number | null;
};

/** The admin's page of the organization's own questions. */
export type CustomQuestionsPage = {
  inForce: readonly CustomQuestionLine[];
  past: readonly CustomQuestionLine[];
};

/** The fields of the form that adds a question, as typed. */
export type CustomQuestionTyped = {
  kind: CustomKind;
  /** Empty while none is chosen. */
  answerClass: CustomClass | "";
  wording: string;
  options: string;
  /** The id that the question will have. */
  newId: string;
};
