import type { Metadata } from "next";
import { personalPage } from "@/app/(app)/personal-page";
import { tabTitles, wordsFor } from "@/app/words";
import { pageToken } from "@/server/auth/secrets";
import { loadDuo } from "@/server/duos/duo";
import { load } from "@/server/viewer";
import { DuoView } from "@/ui/duo/duo-view";
import { duoActions } from "./duo-actions";

export const metadata: Metadata = { title: tabTitles.duo };

type Props = { params: Promise<{ duoId: string }>; searchParams: Promise<{ cycle?: string }> };

export default personalPage(async (viewer, { params, searchParams }: Props) => {
  const { duoId } = await params;
  const { cycle: cycleId } = await searchParams;
  const duo = await load(loadDuo, { duoId, cycleId });
  return <DuoView duo={duo} actions={duoActions(pageToken(viewer))} {...wordsFor(viewer)} />;
});
