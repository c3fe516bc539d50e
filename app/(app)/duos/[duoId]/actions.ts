"use server";

import { revalidatePath } from "next/cache";
import { wordsFor } from "@/app/words";
import type { CommitmentFormState, CommitmentTyped } from "@/lib/domain/commitments";
import type { FormState } from "@/lib/domain/program";
import { dropCommitment, saveCommitment } from "@/server/duos/commitments";
import { noteTalked, removeTalked } from "@/server/duos/talk";
import { markTalkingPoint } from "@/server/duos/talking-points";
import { agreeToShowTrust, takeBackTrustWord } from "@/server/duos/trust";
import { action, formStateAction, pageField } from "@/server/http/action";
import { formText } from "@/server/http/request";
import { requireViewer } from "@/server/viewer";
import { inWords } from "../../program/outcome";
import { commitmentInWords } from "./commitments-outcome";

const [agree, takeBack] = [action(agreeToShowTrust), action(takeBackTrustWord)];
const [note, remove] = [action(noteTalked), action(removeTalked)];
const mark = action(markTalkingPoint);
const [save, drop] = [action(saveCommitment), action(dropCommitment)];

/** Which duo's cycle a form of the duo's pages is about. */
const target = (form: FormData) => ({ duoId: formText(form, "duoId"), cycleId: formText(form, "cycleId") });

export const agreeToTrustAction = formStateAction<FormState<null>>(async (form, attempt) => {
  const result = await agree(formText(form, pageField), target(form));
  const outcome = await inWords(result);
  if (outcome.ok) {
    revalidatePath("/duos/[duoId]", "layout");
    return { attempt, typed: null, outcome };
  }
  const { notRevealed } = wordsFor(await requireViewer()).words.reveal.trust;
  const message = !result.ok && result.code === "conflict" ? notRevealed : outcome.message;
  return { attempt, typed: null, outcome: { ...outcome, message } };
});

export const takeBackTrustAction = formStateAction<FormState<null>>(async (form, attempt) => {
  const outcome = await inWords(await takeBack(formText(form, pageField), target(form)));
  // Also when the partner agreed in the same moment: then the page shows both answers.
  if (outcome.ok) revalidatePath("/duos/[duoId]", "layout");
  return { attempt, typed: null, outcome };
});

export const noteTalkAction = formStateAction<FormState<null>>(async (form, attempt) => {
  const outcome = await inWords(await note(formText(form, pageField), target(form)));
  if (outcome.ok) revalidatePath("/duos/[duoId]", "layout");
  return { attempt, typed: null, outcome };
});

export const removeTalkAction = formStateAction<FormState<null>>(async (form, attempt) => {
  const outcome = await inWords(await remove(formText(form, pageField), target(form)));
  if (outcome.ok) revalidatePath("/duos/[duoId]", "layout");
  return { attempt, typed: null, outcome };
});

const typedCommitment = (form: FormData): CommitmentTyped => ({
  slot: formText(form, "slot"),
  revision: formText(form, "revision"),
  text: formText(form, "text"),
  dimension: formText(form, "dimension"),
  owner: formText(form, "owner"),
});

export const saveCommitmentAction = formStateAction<CommitmentFormState>(async (form, attempt) => {
  const typed = typedCommitment(form);
  const { slot, revision, ...content } = typed;
  const known = slot === "" ? undefined : { slot, revision };
  const result = await save(formText(form, pageField), { ...target(form), ...content, known });
  return { attempt, ...(await commitmentInWords(result, typed)) };
});

export const dropCommitmentAction = formStateAction<CommitmentFormState>(async (form, attempt) => {
  const typed = typedCommitment(form);
  const { slot, revision } = typed;
  const result = await drop(formText(form, pageField), { ...target(form), slot, revision });
  return { attempt, ...(await commitmentInWords(result, typed)) };
});

export const markPointAction = formStateAction<FormState<null>>(async (form, attempt) => {
  const point = { ...target(form), code: formText(form, "code"), wanted: formText(form, "wanted") };
  const outcome = await inWords(await mark(formText(form, pageField), point));
  if (outcome.ok) revalidatePath("/duos/[duoId]", "layout");
  return { attempt, typed: null, outcome };
});
