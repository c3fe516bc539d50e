"use server";

import { revalidatePath } from "next/cache";
import type { FormState } from "@/lib/domain/form-state";
import { action, formStateAction, pageField } from "@/server/http/action";
import { formText } from "@/server/http/request";
import { withdrawEverything } from "@/server/personal-data/withdrawing";
import { withdrawResponse } from "@/server/withdrawal";
import { inWords } from "../../outcome";

const [one, all] = [action(withdrawResponse), action(withdrawEverything)];

/** Withdraws the answers of one survey, or of all of them. */
export const withdrawAction = formStateAction<FormState<null>>(async (form, attempt) => {
  const page = formText(form, pageField);
  const place = { cycleId: formText(form, "cycleId"), duoId: formText(form, "duoId") };
  const result = formText(form, "all") === "yes" ? await all(page) : await one(page, place);
  const outcome = await inWords(result, ({ withdrawing }) => ({
    refusals: { unavailable: withdrawing.ledger },
  }));
  if (outcome.ok) revalidatePath("/", "layout");
  return { attempt, typed: null, outcome };
});
