"use server";

import { revalidatePath } from "next/cache";
import { wordsFor } from "@/app/words";
import type { ActionFormState, ActionOutcome } from "@/lib/domain/noted-actions";
import { type ActionResult, action, formStateAction, pageField } from "@/server/http/action";
import { formText } from "@/server/http/request";
import { noteAction, takeBackAction } from "@/server/insights/actions";
import { requireViewer } from "@/server/viewer";
import { inWords } from "../../../program/outcome";

const [note, takeBack] = [action(noteAction), action(takeBackAction)];

const typedIn = (form: FormData) => ({ kind: formText(form, "kind"), on: formText(form, "on") });
const duoOf = (form: FormData) => formText(form, "duoId");

export const noteDoneAction = formStateAction<ActionFormState>(async (form, attempt) => {
  const typed = typedIn(form);
  const input = { ...typed, duoId: duoOf(form), cycleId: formText(form, "cycleId") };
  return { attempt, typed, outcome: await saidOf(await note(formText(form, pageField), input)) };
});

export const takeBackDoneAction = formStateAction<ActionFormState>(async (form, attempt) => {
  const typed = typedIn(form);
  const input = { ...typed, duoId: duoOf(form) };
  return { attempt, typed, outcome: await saidOf(await takeBack(formText(form, pageField), input)) };
});

/** What became of it, in the leader's language; the page is made anew when something changed. */
async function saidOf(result: ActionResult<ActionOutcome>) {
  const outcome = await inWords(result);
  const { notedActions: text } = wordsFor(await requireViewer()).words;
  if (!result.ok) {
    const errors = Object.entries(result.fields).map(([field, code]) => [
      field,
      text.errors[code as keyof typeof text.errors] ?? text.errors.other,
    ]);
    return outcome.ok ? outcome : { ...outcome, errors: Object.fromEntries(errors) };
  }
  if (result.value.kind !== "saved") {
    return { ok: false as const, message: text.outcome[result.value.kind], errors: {}, signInAgain: false };
  }
  revalidatePath("/insights/duos/[duoId]", "page");
  return outcome;
}
