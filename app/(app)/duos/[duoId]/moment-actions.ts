"use server";

import type { FormState } from "@/lib/domain/form-state";
import type { MomentFormState, MomentTyped } from "@/lib/domain/moments";
import { newIdField } from "@/lib/domain/new-row";
import { confirmMoment, removeMoment, restoreMoment, saveMoment } from "@/server/duos/moments";
import { action, formStateAction, pageField } from "@/server/http/action";
import { formText } from "@/server/http/request";
import { decisionInWords, momentInWords } from "./moments-outcome";

const [save, remove] = [action(saveMoment), action(removeMoment)];
const [confirm, restore] = [action(confirmMoment), action(restoreMoment)];

const typedMoment = (form: FormData): MomentTyped => ({
  momentId: formText(form, "momentId"),
  revision: formText(form, "revision"),
  newId: formText(form, newIdField),
  what: formText(form, "what"),
  day: formText(form, "day"),
  ic: formText(form, "ic"),
  manager: formText(form, "manager"),
});
const duoOf = (form: FormData) => ({ duoId: formText(form, "duoId") });

export const saveMomentAction = formStateAction<MomentFormState>(async (form, attempt) => {
  const typed = typedMoment(form);
  const { momentId, revision, ...content } = typed;
  const known = momentId === "" ? undefined : { momentId, revision };
  const result = await save(formText(form, pageField), { ...duoOf(form), ...content, known });
  return { attempt, ...(await momentInWords(result, typed)) };
});

export const removeMomentAction = formStateAction<MomentFormState>(async (form, attempt) => {
  const typed = typedMoment(form);
  const { momentId, revision } = typed;
  const result = await remove(formText(form, pageField), { ...duoOf(form), momentId, revision });
  return { attempt, ...(await decisionInWords(result, typed)) };
});

/** A form of one button about a moment as it is. */
const decision = (decide: typeof confirm) =>
  formStateAction<FormState<null>>(async (form, attempt) => {
    const known = { momentId: formText(form, "momentId"), revision: formText(form, "revision") };
    const result = await decide(formText(form, pageField), { ...duoOf(form), ...known });
    return { attempt, ...(await decisionInWords(result, null)) };
  });

export const confirmMomentAction = decision(confirm);
export const restoreMomentAction = decision(restore);
