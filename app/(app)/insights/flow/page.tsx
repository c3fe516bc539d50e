import type { Metadata } from "next";
import { wordsFor } from "@/app/words";
import { parseFilters, type Query } from "@/lib/insights/filters";
import { loadFlow } from "@/server/insights/flow";
import { load, requireViewer } from "@/server/viewer";
import { FlowView } from "@/ui/insights/flow-view";

export const metadata: Metadata = { title: "Flow" };

type Props = { searchParams: Promise<Query> };

export default async function FlowPage({ searchParams }: Props) {
  const viewer = await requireViewer();
  const flows = await load(loadFlow, parseFilters(await searchParams));
  return <FlowView flows={flows} {...wordsFor(viewer)} />;
}
