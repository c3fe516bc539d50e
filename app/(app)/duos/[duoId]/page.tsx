import type { Metadata } from "next";
import { tabTitles, wordsFor } from "@/app/words";
import { loadDuo } from "@/server/duos";
import { load, requireViewer } from "@/server/viewer";
import { DuoView } from "@/ui/duo/duo-view";

export const metadata: Metadata = { title: tabTitles.duo };

type Props = { params: Promise<{ duoId: string }>; searchParams: Promise<{ cycle?: string }> };

export default async function DuoPage({ params, searchParams }: Props) {
  const viewer = await requireViewer();
  const { duoId } = await params;
  const { cycle: cycleId } = await searchParams;
  return <DuoView duo={await load(loadDuo, { duoId, cycleId })} {...wordsFor(viewer)} />;
}
