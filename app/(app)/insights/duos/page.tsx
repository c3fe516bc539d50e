import type { Metadata } from "next";
import { personalPage } from "@/app/(app)/personal-page";
import { tabTitles, wordsFor } from "@/app/words";
import { parseFilters, type Query } from "@/lib/insights/filters";
import { openDuos } from "@/server/insights/duos";
import { load } from "@/server/viewer";
import { DuoListView } from "@/ui/insights/duos/duo-list-view";

export const metadata: Metadata = { title: tabTitles.duos };

type Props = { searchParams: Promise<Query> };

export default personalPage(async (viewer, { searchParams }: Props) => {
  const view = await load(openDuos, parseFilters(await searchParams));
  return <DuoListView view={view} {...wordsFor(viewer)} />;
});
