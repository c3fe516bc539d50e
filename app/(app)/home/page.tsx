import type { Metadata } from "next";
import { tabTitles, wordsFor } from "@/app/words";
import { loadHome } from "@/server/duos";
import { loadWaitingAddress } from "@/server/roster/addresses";
import { load, requireViewer } from "@/server/viewer";
import { HomeView } from "@/ui/home/home-view";

export const metadata: Metadata = { title: tabTitles.home };

export default async function HomePage() {
  const viewer = await requireViewer();
  const home = await load(loadHome);
  const addressWaits = (await load(loadWaitingAddress)) !== undefined;
  return <HomeView home={home} addressWaits={addressWaits} roles={viewer} {...wordsFor(viewer)} />;
}
