import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { personalPage } from "@/app/(app)/personal-page";
import { tabTitles, wordsFor } from "@/app/words";
import { loadSurvey } from "@/server/responses";
import { load } from "@/server/viewer";
import { SurveyView } from "./survey-view";

export const metadata: Metadata = { title: tabTitles.survey };

type Props = { params: Promise<{ cycleId: string; duoId: string }> };

export default personalPage(async (viewer, { params }: Props) => {
  const survey = await load(loadSurvey, await params);
  // Somebody who declined is asked first whether they want to answer after all.
  if (survey.declined && survey.state === "open")
    redirect(`/survey/${survey.cycleId}/${survey.duoId}/decline`);
  return <SurveyView survey={survey} viewer={viewer} {...wordsFor(viewer)} />;
});
