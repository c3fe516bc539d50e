"use server";

import { revalidatePath } from "next/cache";
import type { FormState } from "@/lib/domain/form-state";
import { addPasskey, beginPasskey, namePasskey, removePasskey } from "@/server/auth/passkeys";
import { action, formStateAction, pageField } from "@/server/http/action";
import { formText } from "@/server/http/request";
import type { AddingState } from "@/ui/passkeys/passkey-actions";
import { inWords, type OwnWords } from "../../outcome";

const [begin, add] = [action(beginPasskey), action(addPasskey)];
const [rename, remove] = [action(namePasskey), action(removePasskey)];

const ownWords: OwnWords = ({ auth: { account } }) => {
  const { refusals, fields } = account.passkeys;
  return { refusals, fields };
};

function readAnswer(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Before the browser makes a passkey: what it needs, or why it may not. */
export const beginPasskeyAction = formStateAction<AddingState>(async (form, attempt) => {
  const typed = { name: formText(form, "name") };
  const result = await begin(formText(form, pageField), typed);
  if (result.ok) return { attempt, typed, options: result.value };
  return { attempt, typed, outcome: await inWords(result, ownWords) };
});

/** What the browser made. */
export const addPasskeyAction = formStateAction<AddingState>(async (form, attempt) => {
  const typed = { name: formText(form, "name") };
  const answer = readAnswer(formText(form, "answer"));
  const outcome = await inWords(await add(formText(form, pageField), { ...typed, answer }), ownWords);
  if (outcome.ok) revalidatePath("/account");
  return { attempt, typed, outcome };
});

export const renamePasskeyAction = formStateAction<FormState<{ name: string }>>(async (form, attempt) => {
  const typed = { name: formText(form, "name") };
  const result = await rename(formText(form, pageField), { ...typed, id: formText(form, "id") });
  const outcome = await inWords(result, ownWords);
  if (outcome.ok) revalidatePath("/account");
  return { attempt, typed, outcome };
});

export const removePasskeyAction = formStateAction<FormState<null>>(async (form, attempt) => {
  const result = await remove(formText(form, pageField), { id: formText(form, "id") });
  const outcome = await inWords(result, ownWords);
  if (outcome.ok) revalidatePath("/account");
  return { attempt, typed: null, outcome };
});
