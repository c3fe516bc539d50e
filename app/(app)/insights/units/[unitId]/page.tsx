import type { Metadata } from "next";
import { cache } from "react";
import { wordsFor } from "@/app/words";
import { parseFilters, type Query } from "@/lib/insights/filters";
import { openUnit } from "@/server/insights/units";
import { load, requireViewer } from "@/server/viewer";
import { UnitView } from "@/ui/insights/units/unit-view";

type Props = { params: Promise<{ unitId: string }>; searchParams: Promise<Query> };

const open = async ({ params, searchParams }: Props) =>
  openOnce((await params).unitId, JSON.stringify(await searchParams));
/** Once a request for its title and its content, which get objects of their own: hence the text. */
const openOnce = cache((unitId: string, query: string) =>
  load(openUnit, parseFilters(JSON.parse(query)), unitId),
);

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { words } = wordsFor(await requireViewer());
  return { title: (await open(props))?.frame.unit.name ?? words.shell.nav.units };
}

export default async function UnitPage(props: Props) {
  const viewer = await requireViewer();
  return <UnitView view={await open(props)} {...wordsFor(viewer)} />;
}
