"use server";

import { revalidatePath } from "next/cache";
import type { FormOutcome, FormState } from "@/lib/domain/form-state";
import type { OpenTyped, UnlinkTyped, WithdrawTyped } from "@/lib/domain/program";
import type { Dictionary } from "@/lib/i18n";
import { unlinkIdentity } from "@/server/auth/unlink";
import { closeCycle, openCycle, withdrawCycle } from "@/server/cycles";
import { type ActionResult, action, formStateAction, pageField } from "@/server/http/action";
import { formText } from "@/server/http/request";
import { currentWords, inWords } from "../outcome";
import { ofCycles } from "./outcome";

const [open, close, withdraw] = [action(openCycle), action(closeCycle), action(withdrawCycle)];
const unlink = action(unlinkIdentity);

/** What came of an act on a cycle, in words of its own where it was done: its button is gone by then. */
async function ofCycle(
  result: ActionResult<unknown>,
  done: (words: Dictionary["program"]) => string,
): Promise<FormOutcome> {
  const outcome = await inWords(result, ofCycles);
  if (!outcome.ok) return outcome;
  revalidatePath("/program");
  return { ok: true, message: done((await currentWords()).words.program) };
}

export const openAction = formStateAction<FormState<OpenTyped>>(async (form, attempt) => {
  const typed: OpenTyped = {
    closesLocal: formText(form, "closesLocal"),
    timeZone: formText(form, "timeZone"),
    sharingMode: formText(form, "sharingMode") === "private" ? "private" : "scoped",
    questions: formText(form, "questions"),
  };
  const result = await open(formText(form, pageField), { ...typed, questions: typed.questions || undefined });
  const outcome = await ofCycle(result, ({ open: { done } }) => done);
  return { attempt, typed, outcome };
});

export const closeAction = formStateAction<FormState<null>>(async (form, attempt) => {
  const result = await close(formText(form, pageField), { cycleId: formText(form, "cycleId") });
  const outcome = await ofCycle(result, ({ close: { done } }) => done);
  return { attempt, typed: null, outcome };
});

export const withdrawAction = formStateAction<FormState<WithdrawTyped>>(async (form, attempt) => {
  const typed = { reason: formText(form, "reason") };
  const result = await withdraw(formText(form, pageField), { cycleId: formText(form, "cycleId"), ...typed });
  const outcome = await ofCycle(result, ({ withdraw: { done } }) => done);
  return { attempt, typed, outcome };
});

export const unlinkAction = formStateAction<FormState<UnlinkTyped>>(async (form, attempt) => {
  const typed = { email: formText(form, "email") };
  const outcome = await inWords(
    await unlink(formText(form, pageField), typed),
    ({ program: { unlink: text } }) => ({
      refusals: { "not-found": text.nobody, conflict: text.notLinked },
    }),
  );
  return { attempt, typed, outcome };
});
