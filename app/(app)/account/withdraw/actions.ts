"use server";

import { revalidatePath } from "next/cache";
import type { FormState } from "@/lib/domain/form-state";
import { surveysOfField } from "@/lib/personal-data/withdrawing";
import { action, formStateAction, pageField } from "@/server/http/action";
import { formText } from "@/server/http/request";
import { withdrawEverything } from "@/server/personal-data/withdrawing";
import { withdrawResponse } from "@/server/withdrawal";
import { inWords } from "../../outcome";

const [one, all] = [action(withdrawResponse), action(withdrawEverything)];

/** Withdraws the answers of one survey, or of all of them, where what follows is still what the page said. */
export const withdrawAction = formStateAction<FormState<null>>(async (form, attempt) => {
  const page = formText(form, pageField);
  const surveys = surveysOfField(formText(form, "surveys"));
  const result = formText(form, "all") === "yes" ? await all(page, surveys) : await one(page, surveys[0]);
  const outcome = await inWords(result, ({ withdrawing }) => ({
    refusals: { unavailable: withdrawing.ledger, stale: withdrawing.otherStage },
  }));
  if (result.ok || result.code === "stale") revalidatePath("/", "layout");
  return { attempt, typed: null, outcome };
});
