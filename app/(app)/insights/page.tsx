import type { Metadata } from "next";
import { personalPage } from "@/app/(app)/personal-page";
import { tabTitles, wordsFor } from "@/app/words";
import { parseFilters, type Query } from "@/lib/insights/filters";
import { openOverview } from "@/server/insights/overview";
import { load } from "@/server/viewer";
import { OverviewView } from "@/ui/insights/overview/overview-view";

export const metadata: Metadata = { title: tabTitles.overview };

type Props = { searchParams: Promise<Query> };

export default personalPage(async (viewer, { searchParams }: Props) => {
  const view = await load(openOverview, parseFilters(await searchParams));
  return <OverviewView view={view} {...wordsFor(viewer)} />;
});
