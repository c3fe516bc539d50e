"use server";

import { revalidatePath } from "next/cache";
import type { FormState } from "@/lib/domain/form-state";
import type { OpenTyped, UnlinkTyped, WithdrawTyped } from "@/lib/domain/program";
import { unlinkIdentity } from "@/server/auth/unlink";
import { closeCycle, openCycle, withdrawCycle } from "@/server/cycles";
import { action, formStateAction, pageField } from "@/server/http/action";
import { formText } from "@/server/http/request";
import { inWords } from "../outcome";
import { ofCycles } from "./outcome";

const [open, close, withdraw] = [action(openCycle), action(closeCycle), action(withdrawCycle)];
const unlink = action(unlinkIdentity);

export const openAction = formStateAction<FormState<OpenTyped>>(async (form, attempt) => {
  const typed: OpenTyped = {
    closesLocal: formText(form, "closesLocal"),
    timeZone: formText(form, "timeZone"),
    sharingMode: formText(form, "sharingMode") === "private" ? "private" : "scoped",
    questions: formText(form, "questions"),
  };
  const outcome = await inWords(
    await open(formText(form, pageField), { ...typed, questions: typed.questions || undefined }),
    ofCycles,
  );
  if (outcome.ok) revalidatePath("/program");
  return { attempt, typed, outcome };
});

export const closeAction = formStateAction<FormState<null>>(async (form, attempt) => {
  const outcome = await inWords(
    await close(formText(form, pageField), { cycleId: formText(form, "cycleId") }),
  );
  if (outcome.ok) revalidatePath("/program");
  return { attempt, typed: null, outcome };
});

export const withdrawAction = formStateAction<FormState<WithdrawTyped>>(async (form, attempt) => {
  const typed = { reason: formText(form, "reason") };
  const outcome = await inWords(
    await withdraw(formText(form, pageField), { cycleId: formText(form, "cycleId"), ...typed }),
    ofCycles,
  );
  if (outcome.ok) revalidatePath("/program");
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
