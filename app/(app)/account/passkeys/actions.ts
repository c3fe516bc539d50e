"use server";

import { revalidatePath } from "next/cache";
import type { FormState } from "@/lib/domain/form-state";
import { addPasskey, beginPasskey, namePasskey, removePasskey } from "@/server/auth/passkeys";
import { action, formStateAction, pageField } from "@/server/http/action";
import { formText } from "@/server/http/request";
import type { AddingState } from "@/ui/passkeys/passkey-actions";
import { inWords } from "../../outcome";
import { addingActions, passkeyWords } from "./adding";

const [begin, add] = [action(beginPasskey), action(addPasskey)];
const [rename, remove] = [action(namePasskey), action(removePasskey)];

const adding = addingActions(begin, add);

/** Before the browser makes a passkey: what it needs, or why it may not. */
export const beginPasskeyAction = formStateAction<AddingState>(adding.begin);

/** What the browser made. */
export const addPasskeyAction = formStateAction<AddingState>((form, attempt) =>
  adding.add(form, attempt, () => revalidatePath("/account")),
);

export const renamePasskeyAction = formStateAction<FormState<{ name: string }>>(async (form, attempt) => {
  const typed = { name: formText(form, "name") };
  const result = await rename(formText(form, pageField), { ...typed, id: formText(form, "id") });
  const outcome = await inWords(result, passkeyWords);
  if (outcome.ok) revalidatePath("/account");
  return { attempt, typed, outcome };
});

export const removePasskeyAction = formStateAction<FormState<null>>(async (form, attempt) => {
  const result = await remove(formText(form, pageField), { id: formText(form, "id") });
  const outcome = await inWords(result, passkeyWords);
  if (outcome.ok) revalidatePath("/account");
  return { attempt, typed: null, outcome };
});
