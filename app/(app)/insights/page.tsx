import type { Metadata } from "next";
import { tabTitles, wordsFor } from "@/app/words";
import { parseFilters, type Query } from "@/lib/insights/filters";
import { openOverview } from "@/server/insights/overview";
import { load, requireViewer } from "@/server/viewer";
import { OverviewView } from "@/ui/insights/overview/overview-view";

export const metadata: Metadata = { title: tabTitles.overview };

type Props = { searchParams: Promise<Query> };

export default async function OverviewPage({ searchParams }: Props) {
  const viewer = await requireViewer();
  const view = await load(openOverview, parseFilters(await searchParams));
  return <OverviewView view={view} {...wordsFor(viewer)} />;
}
