import type { Metadata } from "next";
import { personalPage } from "@/app/(app)/personal-page";
import { tabTitles, wordsFor } from "@/app/words";
import { pageToken } from "@/server/auth/secrets";
import { loadImport } from "@/server/roster/read";
import { load } from "@/server/viewer";
import { ReportView } from "@/ui/roster/report-view";
import { applyAction, checkAction, discardAction } from "../actions";

export const metadata: Metadata = { title: tabTitles.rosterImport };

type Props = {
  params: Promise<{ importId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default personalPage(async (viewer, { params, searchParams }: Props) => {
  const report = await load(loadImport, await params, await searchParams);
  const actions = {
    page: pageToken(viewer),
    apply: applyAction,
    check: checkAction,
    discard: discardAction,
  };
  return <ReportView report={report} actions={actions} {...wordsFor(viewer)} />;
});
