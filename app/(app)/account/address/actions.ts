"use server";

import { redirect } from "next/navigation";
import { wordsFor } from "@/app/words";
import type { FormState } from "@/lib/domain/program";
import { action, formStateAction, pageField } from "@/server/http/action";
import { formText } from "@/server/http/request";
import { decideAddress } from "@/server/roster/addresses";
import { requireViewer } from "@/server/viewer";
import { inWords } from "../../program/outcome";

const decide = action(decideAddress);

/** Confirms or refuses the new sign-in address; then the person is home again. */
export const decideAddressAction = formStateAction<FormState<null>>(async (form, attempt) => {
  const result = await decide(formText(form, pageField), {
    changeId: formText(form, "changeId"),
    accepted: formText(form, "accepted") === "yes",
  });
  const outcome = await inWords(result);
  if (outcome.ok) redirect("/home");
  const { taken } = wordsFor(await requireViewer()).words.roster.address;
  const message = !result.ok && result.code === "conflict" ? taken : outcome.message;
  return { attempt, typed: null, outcome: { ...outcome, message } };
});
