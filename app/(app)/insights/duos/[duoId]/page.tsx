import type { Metadata } from "next";
import { personalPage } from "@/app/(app)/personal-page";
import { wordsFor } from "@/app/words";
import type { Query } from "@/lib/insights/filters";
import { pageToken } from "@/server/auth/secrets";
import { loadLeaderDuo } from "@/server/insights/duos";
import { requireViewer } from "@/server/viewer";
import { LeaderDuoView } from "@/ui/insights/duos/leader-duo-view";
import { detailLoader } from "../../load-detail";
import { noteDoneAction, takeBackDoneAction } from "./actions";

type Props = { params: Promise<{ duoId: string }>; searchParams: Promise<Query> };

const loadDuo = detailLoader(loadLeaderDuo);

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { words } = wordsFor(await requireViewer());
  const view = await loadDuo((await params).duoId, searchParams);
  return { title: view?.kind === "duo" ? view.duo.name : words.shell.nav.duos };
}

export default personalPage(async (viewer, { params, searchParams }: Props) => {
  const { duoId } = await params;
  const view = await loadDuo(duoId, searchParams);
  const actions = { page: pageToken(viewer), note: noteDoneAction, takeBack: takeBackDoneAction };
  return <LeaderDuoView view={view} duoId={duoId} actions={actions} {...wordsFor(viewer)} />;
});
