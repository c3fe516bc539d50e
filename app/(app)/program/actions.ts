"use server";

import { revalidatePath } from "next/cache";
import type { FormState, OpenTyped, WithdrawTyped } from "@/lib/domain/program";
import { closeCycle, openCycle, withdrawCycle } from "@/server/cycles";
import { action } from "@/server/http/action";
import { inWords } from "./outcome";

const [open, close, withdraw] = [action(openCycle), action(closeCycle), action(withdrawCycle)];

const text = (form: FormData, name: string) => String(form.get(name) ?? "");

export async function openAction(
  { attempt }: FormState<OpenTyped>,
  form: FormData,
): Promise<FormState<OpenTyped>> {
  const typed: OpenTyped = {
    closesLocal: text(form, "closesLocal"),
    timeZone: text(form, "timeZone"),
    sharingMode: text(form, "sharingMode") === "private" ? "private" : "scoped",
  };
  const outcome = await inWords(await open(typed));
  if (outcome.ok) revalidatePath("/program");
  return { attempt: attempt + 1, typed, outcome };
}

export async function closeAction({ attempt }: FormState<null>, form: FormData): Promise<FormState<null>> {
  const outcome = await inWords(await close({ cycleId: text(form, "cycleId") }));
  if (outcome.ok) revalidatePath("/program");
  return { attempt: attempt + 1, typed: null, outcome };
}

export async function withdrawAction(
  { attempt }: FormState<WithdrawTyped>,
  form: FormData,
): Promise<FormState<WithdrawTyped>> {
  const typed = { reason: text(form, "reason") };
  const outcome = await inWords(await withdraw({ cycleId: text(form, "cycleId"), ...typed }));
  if (outcome.ok) revalidatePath("/program");
  return { attempt: attempt + 1, typed, outcome };
}
