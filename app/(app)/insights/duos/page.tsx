import type { Metadata } from "next";
import { tabTitles, wordsFor } from "@/app/words";
import { parseFilters, type Query } from "@/lib/insights/filters";
import { openDuos } from "@/server/insights/duos";
import { load, requireViewer } from "@/server/viewer";
import { DuoListView } from "@/ui/insights/duos/duo-list-view";

export const metadata: Metadata = { title: tabTitles.duos };

type Props = { searchParams: Promise<Query> };

export default async function DuosPage({ searchParams }: Props) {
  const viewer = await requireViewer();
  const view = await load(openDuos, parseFilters(await searchParams));
  return <DuoListView view={view} {...wordsFor(viewer)} />;
}
