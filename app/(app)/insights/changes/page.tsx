import type { Metadata } from "next";
import { wordsFor } from "@/app/words";
import { parseFilters, type Query } from "@/lib/insights/filters";
import { loadChanges } from "@/server/insights/changes";
import { load, requireViewer } from "@/server/viewer";
import { ChangesView } from "@/ui/insights/changes-view";

export const metadata: Metadata = { title: "Changes" };

type Props = { searchParams: Promise<Query> };

export default async function ChangesPage({ searchParams }: Props) {
  const viewer = await requireViewer();
  const changes = await load(loadChanges, parseFilters(await searchParams));
  return <ChangesView changes={changes} {...wordsFor(viewer)} />;
}
