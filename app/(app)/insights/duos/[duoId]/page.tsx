import type { Metadata } from "next";
import { cache } from "react";
import { wordsFor } from "@/app/words";
import { parseFilters, type Query } from "@/lib/insights/filters";
import { loadLeaderDuo } from "@/server/insights/duos";
import { load, requireViewer } from "@/server/viewer";
import { LeaderDuoView } from "@/ui/insights/duos/leader-duo-view";

type Props = { params: Promise<{ duoId: string }>; searchParams: Promise<Query> };

const find = async ({ params, searchParams }: Props) =>
  findOnce((await params).duoId, JSON.stringify(await searchParams));
/** Once a request for its title and its content, which get objects of their own: hence the text. */
const findOnce = cache((duoId: string, query: string) =>
  load(loadLeaderDuo, parseFilters(JSON.parse(query)), duoId),
);

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { words } = wordsFor(await requireViewer());
  const view = await find(props);
  return { title: view?.kind === "duo" ? view.duo.name : words.shell.nav.duos };
}

export default async function LeaderDuoPage(props: Props) {
  const viewer = await requireViewer();
  const { duoId } = await props.params;
  return <LeaderDuoView view={await find(props)} duoId={duoId} {...wordsFor(viewer)} />;
}
