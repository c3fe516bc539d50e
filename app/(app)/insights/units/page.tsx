import type { Metadata } from "next";
import { personalPage } from "@/app/(app)/personal-page";
import { tabTitles, wordsFor } from "@/app/words";
import { parseFilters, type Query } from "@/lib/insights/filters";
import { openUnitTree } from "@/server/insights/units";
import { load } from "@/server/viewer";
import { UnitTreeView } from "@/ui/insights/units/unit-tree-view";

export const metadata: Metadata = { title: tabTitles.units };

type Props = { searchParams: Promise<Query> };

export default personalPage(async (viewer, { searchParams }: Props) => {
  const view = await load(openUnitTree, parseFilters(await searchParams));
  return <UnitTreeView view={view} {...wordsFor(viewer)} />;
});
