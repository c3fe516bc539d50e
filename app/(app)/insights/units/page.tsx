import type { Metadata } from "next";
import { tabTitles, wordsFor } from "@/app/words";
import { parseFilters, type Query } from "@/lib/insights/filters";
import { openUnitTree } from "@/server/insights/units";
import { load, requireViewer } from "@/server/viewer";
import { UnitTreeView } from "@/ui/insights/units/unit-tree-view";

export const metadata: Metadata = { title: tabTitles.units };

type Props = { searchParams: Promise<Query> };

export default async function UnitsPage({ searchParams }: Props) {
  const viewer = await requireViewer();
  const view = await load(openUnitTree, parseFilters(await searchParams));
  return <UnitTreeView view={view} {...wordsFor(viewer)} />;
}
