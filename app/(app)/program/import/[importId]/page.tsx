import type { Metadata } from "next";
import { tabTitles, wordsFor } from "@/app/words";
import { pageToken } from "@/server/auth/secrets";
import { loadImport } from "@/server/roster/read";
import { load, requireViewer } from "@/server/viewer";
import { ReportView } from "@/ui/roster/report-view";
import { applyAction, checkAction, discardAction } from "../actions";

export const metadata: Metadata = { title: tabTitles.rosterImport };

type Props = {
  params: Promise<{ importId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function ImportReportPage({ params, searchParams }: Props) {
  const viewer = await requireViewer();
  const report = await load(loadImport, await params, await searchParams);
  const actions = {
    page: pageToken(viewer),
    apply: applyAction,
    check: checkAction,
    discard: discardAction,
  };
  return <ReportView report={report} actions={actions} {...wordsFor(viewer)} />;
}
