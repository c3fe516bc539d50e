import type { Metadata } from "next";
import { personalPage } from "@/app/(app)/personal-page";
import { tabTitles, wordsFor } from "@/app/words";
import { loadHome } from "@/server/duos/home";
import { loadWaitingAddress } from "@/server/roster/addresses";
import { load } from "@/server/viewer";
import { HomeView } from "@/ui/home/home-view";

export const metadata: Metadata = { title: tabTitles.ownDuos };

/** What the home page shows, for people with a role: their home page leads to the pages of the role instead. */
export default personalPage(async (viewer) => {
  const home = await load(loadHome);
  const addressWaits = (await load(loadWaitingAddress)) !== undefined;
  return <HomeView home={home} addressWaits={addressWaits} {...wordsFor(viewer)} />;
});
