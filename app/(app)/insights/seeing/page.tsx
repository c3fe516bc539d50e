import type { Metadata } from "next";
import { personalPage } from "@/app/(app)/personal-page";
import { tabTitles, wordsFor } from "@/app/words";
import { parseFilters, type Query } from "@/lib/insights/filters";
import { openSeeing } from "@/server/insights/seeing";
import { load } from "@/server/viewer";
import { SeeingView } from "@/ui/seeing/seeing-view";

export const metadata: Metadata = { title: tabTitles.seeing };

type Props = { searchParams: Promise<Query> };

export default personalPage(async (viewer, { searchParams }: Props) => {
  const view = await load(openSeeing, parseFilters(await searchParams));
  return <SeeingView view={view} {...wordsFor(viewer)} />;
});
