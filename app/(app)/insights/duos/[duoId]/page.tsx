import type { Metadata } from "next";
import { wordsFor } from "@/app/words";
import { parseFilters, type Query } from "@/lib/insights/filters";
import { loadLeaderDuo } from "@/server/insights/duos";
import { load, requireViewer } from "@/server/viewer";
import { LeaderDuoView } from "@/ui/insights-duos/leader-duo-view";

export const metadata: Metadata = { title: "A duo" };

type Props = { params: Promise<{ duoId: string }>; searchParams: Promise<Query> };

export default async function LeaderDuoPage({ params, searchParams }: Props) {
  const viewer = await requireViewer();
  const { duoId } = await params;
  const view = await load(loadLeaderDuo, parseFilters(await searchParams), duoId);
  return <LeaderDuoView view={view} duoId={duoId} {...wordsFor(viewer)} />;
}
