import type { Metadata } from "next";
import { tabTitles, wordsFor } from "@/app/words";
import { loadHome } from "@/server/duos";
import { load, requireViewer } from "@/server/viewer";
import { HomeView } from "@/ui/home/home-view";

export const metadata: Metadata = { title: tabTitles.home };

export default async function HomePage() {
  const viewer = await requireViewer();
  const home = await load(loadHome);
  return <HomeView home={home} roles={viewer} {...wordsFor(viewer)} />;
}
