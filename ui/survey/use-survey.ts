import { useState } from "react";
import { askedQuestions } from "@/lib/instrument/progress";
import type { Question } from "@/lib/instrument/question";
import { useLater } from "./use-later";
import { type SavingOptions, useSaving } from "./use-saving";
import { useHeadingFocus, useView } from "./use-view";

export const REVIEW = "review";

type Options = SavingOptions & { readonly questions: readonly Question[] };

/** What one person's survey shows at this moment, and what they can do about it. */
export function useSurvey(options: Options) {
  const { saving, ...actions } = useSaving(options);
  const asked = askedQuestions(options.questions, saving.answers);
  const [start] = useState(
    () =>
      asked.find(({ code, kind }) => kind !== "text" && saving.answers[code] === undefined)?.code ?? REVIEW,
  );
  const view = useView(start);
  const index = asked.findIndex(({ code }) => code === view);
  const question = asked[index];
  const screen = screenOf();
  return {
    saving,
    ...actions,
    asked,
    index,
    question,
    screen,
    later: useLater(),
    headingRef: useHeadingFocus(screen),
  };

  /** A question's code, or the name of a screen without one. */
  function screenOf(): string {
    if (saving.state === "other-person") return "other-person";
    if (saving.phase === "submitted" || saving.phase === "stopped") return saving.phase;
    if (!saving.accepted) return "promise";
    if (Object.keys(saving.conflicts).length > 0) return "conflicts";
    return question?.code ?? REVIEW;
  }
}

export type SurveyNow = ReturnType<typeof useSurvey>;
