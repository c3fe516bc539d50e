import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { personalPage } from "@/app/(app)/personal-page";
import { tabTitles, wordsFor } from "@/app/words";
import { startPage } from "@/lib/domain/start-page";
import { loadHome } from "@/server/duos/home";
import { loadWaitingAddress } from "@/server/roster/addresses";
import { load } from "@/server/viewer";
import { HomeView } from "@/ui/home/home-view";

export const metadata: Metadata = { title: tabTitles.home };

export default personalPage(async (viewer) => {
  const home = await load(loadHome);
  const addressWaits = (await load(loadWaitingAddress)) !== undefined;
  const start = startPage(viewer, home.due, addressWaits);
  if (start) redirect(start);
  return <HomeView home={home} addressWaits={addressWaits} {...wordsFor(viewer)} />;
});
