"use server";

import type { CustomQuestionTyped } from "@/lib/domain/custom-questions";
import type { FormState } from "@/lib/domain/form-state";
import { newIdField } from "@/lib/domain/new-row";
import { customClasses } from "@/lib/instrument/custom-questions";
import { addCustomQuestion, retireCustomQuestion } from "@/server/custom-questions";
import { action, formStateAction, pageField } from "@/server/http/action";
import { formText } from "@/server/http/request";
import { nextOf } from "../../outcome";
import { changed, programAction } from "../outcome";

const [add, retire] = [action(addCustomQuestion), action(retireCustomQuestion)];

export const addQuestionAction = formStateAction<FormState<CustomQuestionTyped>>(async (form, attempt) => {
  const typed: CustomQuestionTyped = {
    kind: formText(form, "kind") === "choice" ? "choice" : "scale",
    answerClass: customClasses.find((one) => one === formText(form, "answerClass")) ?? "",
    wording: formText(form, "wording"),
    options: formText(form, "options"),
    newId: formText(form, newIdField),
  };
  const outcome = await changed(await add(formText(form, pageField), typed), ({ customQuestions }) => ({
    refusals: { conflict: customQuestions.add.conflict },
    fields: customQuestions.fields,
  }));
  return { attempt, typed: nextOf(typed, outcome), outcome };
});

export const retireQuestionAction = programAction(["questionId"], retire);
