import type { Metadata } from "next";
import { personalPage } from "@/app/(app)/personal-page";
import { wordsFor } from "@/app/words";
import { dictionary } from "@/lib/i18n";
import { defaultLocale } from "@/lib/i18n/locales";
import { pageToken } from "@/server/auth/secrets";
import { loadCustomQuestions } from "@/server/custom-questions";
import { load } from "@/server/viewer";
import { CustomQuestionsView } from "@/ui/program/custom-questions-view";
import { addQuestionAction, retireQuestionAction } from "./actions";

export const metadata: Metadata = { title: dictionary(defaultLocale).customQuestions.title };

export default personalPage(async (viewer) => {
  const page = await load(loadCustomQuestions);
  const actions = { page: pageToken(viewer), add: addQuestionAction, retire: retireQuestionAction };
  return <CustomQuestionsView page={page} actions={actions} {...wordsFor(viewer)} />;
});
