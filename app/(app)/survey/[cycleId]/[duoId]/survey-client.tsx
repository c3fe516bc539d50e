"use client";

import { useCallback } from "react";
import { pageHeader } from "@/lib/domain/page-header";
import type { DraftInput, Refusal, SaveOutcome, SubmitInput, SubmitOutcome } from "@/lib/instrument/outcomes";
import { type Answered, readAnswer, refusalOf } from "@/lib/instrument/refusal-of";
import { SurveyForm, type SurveyFormProps } from "@/ui/survey/survey-form";

type Props = Omit<SurveyFormProps, "saveDraft" | "submit" | "checkPerson"> & {
  cycleId: string;
  duoId: string;
  /** Names the person whom this page was made for: everything it sends carries it. */
  page: string;
};

/** Joins the form to the server, by plain requests: a save goes on while a submission waits. */
export function SurveyClient({ cycleId, duoId, page, ...form }: Props) {
  const send = useCallback(
    async <Outcome,>(what: "draft" | "submission", input: DraftInput): Promise<Outcome | Refusal> => {
      const response = await fetch(`/api/surveys/${cycleId}/${duoId}/${what}`, {
        method: "PUT",
        headers: { "content-type": "application/json", [pageHeader]: page },
        body: JSON.stringify(input),
        // The answers go to no other address, whatever stands between this page and the server.
        redirect: "manual",
      });
      const body = await readAnswer(response);
      return "kind" in body ? (body as Outcome) : refused(response.status, body);
    },
    [cycleId, duoId, page],
  );
  const saveDraft = useCallback((input: DraftInput) => send<SaveOutcome>("draft", input), [send]);
  const submit = useCallback((input: SubmitInput) => send<SubmitOutcome>("submission", input), [send]);
  const checkPerson = useCallback(async (): Promise<Refusal | "same-person" | undefined> => {
    const response = await fetch("/api/page", { headers: { [pageHeader]: page } });
    if (response.status === 204) return "same-person";
    return response.status === 409 ? refused(response.status, await readAnswer(response)) : undefined;
  }, [page]);
  return <SurveyForm {...form} saveDraft={saveDraft} submit={submit} checkPerson={checkPerson} />;
}

function refused(status: number, body: Readonly<Record<string, unknown>>): Refusal {
  const { error: code, ...about } = body;
  return refusalOf({ ...about, status, code } as Answered);
}
