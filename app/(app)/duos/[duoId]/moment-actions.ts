"use server";

import type { FormState } from "@/lib/domain/form-state";
import type { MomentFormState, MomentTyped } from "@/lib/domain/moments";
import { confirmMoment, removeMoment, saveMoment } from "@/server/duos/moments";
import { action, formStateAction, pageField } from "@/server/http/action";
import { formText } from "@/server/http/request";
import { confirmationInWords, momentInWords } from "./moments-outcome";

const [save, remove, confirm] = [action(saveMoment), action(removeMoment), action(confirmMoment)];

const typedMoment = (form: FormData): MomentTyped => ({
  momentId: formText(form, "momentId"),
  revision: formText(form, "revision"),
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
  return { attempt, ...(await momentInWords(result, typed)) };
});

export const confirmMomentAction = formStateAction<FormState<null>>(async (form, attempt) => {
  const known = { momentId: formText(form, "momentId"), revision: formText(form, "revision") };
  const result = await confirm(formText(form, pageField), { ...duoOf(form), ...known });
  return { attempt, ...(await confirmationInWords(result)) };
});
