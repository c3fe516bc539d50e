import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { personalPage } from "@/app/(app)/personal-page";
import { tabTitles, wordsFor } from "@/app/words";
import { pageToken } from "@/server/auth/secrets";
import { loadSurvey } from "@/server/responses";
import { load } from "@/server/viewer";
import { DeclineView } from "@/ui/survey/decline-view";
import { answerAfterAllAction, declineAction } from "./actions";

export const metadata: Metadata = { title: tabTitles.survey };

type Props = { params: Promise<{ cycleId: string; duoId: string }> };

export default personalPage(async (viewer, { params }: Props) => {
  const survey = await load(loadSurvey, await params);
  // Once answers are submitted or the cycle is closed nothing can be declined, and the survey's page says why.
  if (survey.state !== "open" || survey.submittedAt !== null)
    redirect(`/survey/${survey.cycleId}/${survey.duoId}`);
  const actions = { decline: declineAction, answer: answerAfterAllAction };
  return <DeclineView survey={survey} page={pageToken(viewer)} actions={actions} {...wordsFor(viewer)} />;
});
