"use server";

import { revalidatePath } from "next/cache";
import type { FormOutcome, FormState } from "@/lib/domain/form-state";
import type { ActionFormState, ActionKind, ActionOutcome, ActionTyped } from "@/lib/domain/noted-actions";
import { type ActionResult, action, formStateAction, pageField } from "@/server/http/action";
import { formText } from "@/server/http/request";
import { noteAction, takeBackAction } from "@/server/insights/actions";
import { currentWords, inWords } from "../../../outcome";

const [note, takeBack] = [action(noteAction), action(takeBackAction)];

const typedIn = (form: FormData) => ({ kind: formText(form, "kind"), on: formText(form, "on") });
const duoOf = (form: FormData) => formText(form, "duoId");

export const noteDoneAction = formStateAction<ActionFormState>(async (form, attempt) => {
  const typed = typedIn(form);
  const input = { ...typed, duoId: duoOf(form), cycleId: formText(form, "cycleId") };
  const result = await note(formText(form, pageField), input);
  return { attempt, typed, outcome: await saidOf(result, { ...typed, done: "noted" }) };
});

export const takeBackDoneAction = formStateAction<FormState<null>>(async (form, attempt) => {
  const typed = typedIn(form);
  const result = await takeBack(formText(form, pageField), { ...typed, duoId: duoOf(form) });
  return { attempt, typed: null, outcome: await saidOf(result, { ...typed, done: "takenBack" }) };
});

type Done = ActionTyped & { done: "noted" | "takenBack" };

/** The result in the leader's words. The page is made anew when something changed, and where it showed what is no more. */
async function saidOf(result: ActionResult<ActionOutcome>, { kind, on, done }: Done): Promise<FormOutcome> {
  if (!result.ok) return inWords(result, ({ notedActions }) => ({ fields: notedActions.errors }));
  const { words, format } = await currentWords();
  const text = words.notedActions;
  revalidatePath("/insights/duos/[duoId]", "page");
  if (result.value.kind !== "saved") {
    return { ok: false, message: text.outcome[result.value.kind], errors: {}, signInAgain: false };
  }
  const what = text.kind[kind as ActionKind];
  return { ok: true, message: text[done](text.done(what, format.calendarDay(on))) };
}
