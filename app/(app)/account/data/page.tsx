import type { Metadata } from "next";
import { personalPage } from "@/app/(app)/personal-page";
import { tabTitles, wordsFor } from "@/app/words";
import { loadOwnData } from "@/server/personal-data/own-data";
import { load } from "@/server/viewer";
import { OwnDataView } from "@/ui/personal-data/own-data-view";

export const metadata: Metadata = { title: tabTitles.ownData };

export default personalPage(async (viewer) => (
  <OwnDataView data={await load(loadOwnData)} {...wordsFor(viewer)} />
));
