import type { Metadata } from "next";
import { wordsFor } from "@/app/words";
import { parseFilters, type Query } from "@/lib/insights/filters";
import { openUnit } from "@/server/insights/units";
import { load, requireViewer } from "@/server/viewer";
import { UnitView } from "@/ui/insights-duos/unit-view";

export const metadata: Metadata = { title: "A unit" };

type Props = { params: Promise<{ unitId: string }>; searchParams: Promise<Query> };

export default async function UnitPage({ params, searchParams }: Props) {
  const viewer = await requireViewer();
  const { unitId } = await params;
  const view = await load(openUnit, parseFilters(await searchParams), unitId);
  return <UnitView view={view} {...wordsFor(viewer)} />;
}
