import type { Metadata } from "next";
import { tabTitles, wordsFor } from "@/app/words";
import { loadSurvey } from "@/server/responses";
import { load, requireViewer } from "@/server/viewer";
import { SurveyView } from "./survey-view";

export const metadata: Metadata = { title: tabTitles.survey };

type Props = { params: Promise<{ cycleId: string; duoId: string }> };

export default async function SurveyPage({ params }: Props) {
  const viewer = await requireViewer();
  const survey = await load(loadSurvey, await params);
  return <SurveyView survey={survey} viewer={viewer} {...wordsFor(viewer)} />;
}
