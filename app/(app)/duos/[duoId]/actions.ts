"use server";

import type { CommitmentFormState, CommitmentTyped } from "@/lib/domain/commitments";
import { newIdField } from "@/lib/domain/new-row";
import type { Dictionary } from "@/lib/i18n";
import { dropCommitment, saveCommitment } from "@/server/duos/commitments";
import { noteTalked, removeTalked } from "@/server/duos/talk";
import { markTalkingPoint } from "@/server/duos/talking-points";
import { agreeToShowTrust, takeBackTrustAgreement } from "@/server/duos/trust";
import { action, formStateAction, pageField } from "@/server/http/action";
import { formText } from "@/server/http/request";
import { type FieldsAction, fieldsAction } from "../../outcome";
import { commitmentInWords, removalInWords } from "./commitments-outcome";

const [agree, takeBack] = [action(agreeToShowTrust), action(takeBackTrustAgreement)];
const [note, remove] = [action(noteTalked), action(removeTalked)];
const mark = action(markTalkingPoint);
const [save, drop] = [action(saveCommitment), action(dropCommitment)];

/** Which duo's cycle a form of the duo's pages is about. */
const target = (form: FormData) => ({ duoId: formText(form, "duoId"), cycleId: formText(form, "cycleId") });

/** A form about a duo's cycle, with further fields, that stays on its page. */
const duoAction = (
  run: FieldsAction,
  further: readonly string[] = [],
  conflict?: (words: Dictionary) => string,
) =>
  fieldsAction(["duoId", "cycleId", ...further], run, {
    pages: "/duos/[duoId]",
    ownWords: (words) => ({
      refusals: { conflict: conflict?.(words) ?? words.home.duo.comparisonOver, closed: words.home.duo.over },
    }),
    says: (value, { words }) => (value === "already" ? words.home.duo.already : undefined),
    // The partner's agreement shows both answers by now. A comparison that is over stays on the page, under these words: made
    // anew, the page would show another cycle's in its place, and without what is typed in its forms.
    outdatedBy: conflict ? ["conflict"] : [],
  });

export const agreeToTrustAction = duoAction(agree);
export const takeBackTrustAction = duoAction(takeBack, [], ({ reveal }) => reveal.trust.agreedMeanwhile);
export const noteTalkAction = duoAction(note);
export const removeTalkAction = duoAction(remove);
export const markPointAction = duoAction(mark, ["code", "wanted"]);

const typedCommitment = (form: FormData): CommitmentTyped => ({
  slot: formText(form, "slot"),
  revision: formText(form, "revision"),
  newId: formText(form, newIdField),
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
  return { attempt, ...(await removalInWords(result, typed)) };
});
