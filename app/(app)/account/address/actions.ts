"use server";

import { redirect } from "next/navigation";
import type { FormState } from "@/lib/domain/form-state";
import { action, formStateAction, pageField } from "@/server/http/action";
import { formText } from "@/server/http/request";
import { decideAddress } from "@/server/roster/addresses";
import { inWords } from "../../outcome";

const decide = action(decideAddress);

/** Confirms or refuses the new sign-in address; then the person is home again. */
export const decideAddressAction = formStateAction<FormState<null>>(async (form, attempt) => {
  const result = await decide(formText(form, pageField), {
    changeId: formText(form, "changeId"),
    accepted: formText(form, "accepted") === "yes",
  });
  const outcome = await inWords(result, ({ roster: { address } }) => ({
    refusals: { conflict: address.taken },
  }));
  if (outcome.ok) redirect("/home");
  return { attempt, typed: null, outcome };
});
