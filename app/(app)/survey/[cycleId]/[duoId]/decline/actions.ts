"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { FormState } from "@/lib/domain/form-state";
import { answerAfterAll, decline } from "@/server/duos/declining";
import { action, formStateAction, pageField } from "@/server/http/action";
import { formText } from "@/server/http/request";
import { inWords, type OwnWords } from "../../../../outcome";

const [refuse, takeBack] = [action(decline), action(answerAfterAll)];

const target = (form: FormData) => ({ duoId: formText(form, "duoId"), cycleId: formText(form, "cycleId") });

/** That a duo is in a cycle ends with a cycle that is cancelled, and in no other way. */
const ownWords: OwnWords = ({ declining }) => ({
  refusals: { conflict: declining.submitted, "not-found": declining.cancelled },
});

export const declineAction = formStateAction<FormState<null>>(async (form, attempt) => {
  const result = await refuse(formText(form, pageField), target(form));
  const outcome = await inWords(result, ownWords);
  if (outcome.ok) revalidatePath("/survey/[cycleId]/[duoId]", "layout");
  return { attempt, typed: null, outcome };
});

/** Leads back into the survey. */
export const answerAfterAllAction = formStateAction<FormState<null>>(async (form, attempt) => {
  const { cycleId, duoId } = target(form);
  const outcome = await inWords(await takeBack(formText(form, pageField), { cycleId, duoId }), ownWords);
  if (outcome.ok) redirect(`/survey/${cycleId}/${duoId}`);
  return { attempt, typed: null, outcome };
});
