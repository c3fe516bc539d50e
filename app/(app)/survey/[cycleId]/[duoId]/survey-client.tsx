"use client";

import { useCallback } from "react";
import type { DraftInput, SaveOutcome, SubmitInput, SubmitOutcome } from "@/lib/instrument/outcomes";
import { SurveyForm, type SurveyFormProps } from "@/ui/survey/survey-form";
import { submitSurvey } from "./actions";

type Props = Omit<SurveyFormProps, "saveDraft" | "submit"> & { cycleId: string; duoId: string };

/** Joins the form to the server: drafts by a plain request, which keeps working while a submission waits. */
export function SurveyClient({ cycleId, duoId, ...form }: Props) {
  const saveDraft = useCallback(
    async (input: DraftInput): Promise<SaveOutcome> => {
      const response = await fetch(`/api/surveys/${cycleId}/${duoId}/draft`, {
        method: "PUT",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(input),
      });
      const body = await response.json();
      return "kind" in body ? body : refusal(body.error);
    },
    [cycleId, duoId],
  );
  const submit = useCallback(
    async (input: SubmitInput): Promise<SubmitOutcome> => {
      const result = await submitSurvey({ cycleId, duoId }, input);
      return result.ok ? result.value : refusal(result.code);
    },
    [cycleId, duoId],
  );
  return <SurveyForm {...form} saveDraft={saveDraft} submit={submit} />;
}

function refusal(code: string) {
  if (code === "not-signed-in" || code === "sign-in-again") return { kind: "signed-out" } as const;
  return { kind: code === "not-found" ? "closed" : "unreachable" } as const;
}
