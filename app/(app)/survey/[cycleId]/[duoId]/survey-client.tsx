"use client";

import { useCallback } from "react";
import type { DraftInput, Refusal, SaveOutcome, SubmitInput, SubmitOutcome } from "@/lib/instrument/outcomes";
import { SurveyForm, type SurveyFormProps } from "@/ui/survey/survey-form";
import { submitSurvey } from "./actions";

type Props = Omit<SurveyFormProps, "saveDraft" | "submit" | "checkPerson"> & {
  cycleId: string;
  duoId: string;
  /** Names the person whom this page was made for: everything it sends carries it. */
  page: string;
};

/** Joins the form to the server: drafts by a plain request, which keeps working while a submission waits. */
export function SurveyClient({ cycleId, duoId, page, ...form }: Props) {
  const saveDraft = useCallback(
    async (input: DraftInput): Promise<SaveOutcome> => {
      const response = await fetch(`/api/surveys/${cycleId}/${duoId}/draft`, {
        method: "PUT",
        headers: { "content-type": "application/json", "x-twofold-page": page },
        body: JSON.stringify(input),
      });
      const body = await response.json();
      return "kind" in body ? body : refusal(body.error, body.signedInAs);
    },
    [cycleId, duoId, page],
  );
  const submit = useCallback(
    async (input: SubmitInput): Promise<SubmitOutcome> => {
      const result = await submitSurvey(page, { cycleId, duoId }, input);
      return result.ok ? result.value : refusal(result.code, result.signedInAs);
    },
    [cycleId, duoId, page],
  );
  const checkPerson = useCallback(async (): Promise<Refusal | undefined> => {
    const response = await fetch("/api/page", { headers: { "x-twofold-page": page } });
    if (response.status !== 409) return undefined;
    const { error, signedInAs } = await response.json();
    return refusal(error, signedInAs);
  }, [page]);
  return <SurveyForm {...form} saveDraft={saveDraft} submit={submit} checkPerson={checkPerson} />;
}

function refusal(code: string, signedInAs = ""): Refusal {
  if (code === "other-person") return { kind: "other-person", name: signedInAs };
  if (code === "not-signed-in" || code === "sign-in-again") return { kind: "signed-out" };
  return { kind: code === "not-found" ? "closed" : "unreachable" };
}
