"use server";

import { revalidatePath } from "next/cache";
import type { FormState } from "@/lib/domain/form-state";
import type { ConfirmTyped } from "@/lib/domain/roster-imports";
import { breakers } from "@/lib/roster/plan";
import { action, formStateAction, pageField } from "@/server/http/action";
import { formText } from "@/server/http/request";
import { applyImport } from "@/server/roster/apply";
import { checkImport } from "@/server/roster/check";
import { discardImport } from "@/server/roster/read";
import type { UploadRefusal } from "@/ui/roster/upload-form";
import { importInWords } from "./outcome";

const [apply, check, discard] = [action(applyImport), action(checkImport), action(discardImport)];

/** Begins to check files that were just sent. */
export async function startCheckAction(page: string, importId: string): Promise<UploadRefusal | undefined> {
  const outcome = await importInWords(await check(page, { importId }));
  return outcome.ok ? undefined : outcome;
}

export const applyAction = formStateAction<FormState<ConfirmTyped>>(async (form, attempt) => {
  const importId = formText(form, "importId");
  const typed: ConfirmTyped = Object.fromEntries(breakers.map((name) => [name, formText(form, name)]));
  const seen = formText(form, "seen");
  const outcome = await importInWords(await apply(formText(form, pageField), { importId, seen, typed }));
  if (outcome.ok) revalidatePath(`/program/import/${importId}`);
  return { attempt, typed, outcome };
});

export const checkAction = formStateAction<FormState<null>>(async (form, attempt) => {
  const importId = formText(form, "importId");
  const outcome = await importInWords(await check(formText(form, pageField), { importId }));
  if (outcome.ok) revalidatePath(`/program/import/${importId}`);
  return { attempt, typed: null, outcome };
});

export const discardAction = formStateAction<FormState<null>>(async (form, attempt) => {
  const importId = formText(form, "importId");
  const outcome = await importInWords(await discard(formText(form, pageField), { importId }));
  if (outcome.ok) revalidatePath(`/program/import/${importId}`);
  return { attempt, typed: null, outcome };
});
