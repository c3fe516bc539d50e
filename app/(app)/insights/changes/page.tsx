import type { Metadata } from "next";
import { personalPage } from "@/app/(app)/personal-page";
import { tabTitles, wordsFor } from "@/app/words";
import { parseFilters, type Query } from "@/lib/insights/filters";
import { openChanges } from "@/server/insights/changes";
import { load } from "@/server/viewer";
import { ChangesView } from "@/ui/insights/changes/changes-view";

export const metadata: Metadata = { title: tabTitles.changes };

type Props = { searchParams: Promise<Query> };

export default personalPage(async (viewer, { searchParams }: Props) => {
  const view = await load(openChanges, parseFilters(await searchParams));
  return <ChangesView view={view} {...wordsFor(viewer)} />;
});
