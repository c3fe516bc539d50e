import type { Metadata } from "next";
import { personalPage } from "@/app/(app)/personal-page";
import { tabTitles, wordsFor } from "@/app/words";
import { parseFilters, type Query } from "@/lib/insights/filters";
import { openReport } from "@/server/insights/report";
import { load } from "@/server/viewer";
import { ReportView } from "@/ui/insights/report/report-view";

export const metadata: Metadata = { title: tabTitles.report };

type Props = { searchParams: Promise<Query> };

export default personalPage(async (viewer, { searchParams }: Props) => {
  const view = await load(openReport, parseFilters(await searchParams));
  return <ReportView view={view} {...wordsFor(viewer)} />;
});
