import type { Metadata } from "next";
import { personalPage } from "@/app/(app)/personal-page";
import { tabTitles, wordsFor } from "@/app/words";
import { loadReview } from "@/server/audit/review";
import { loadInventory } from "@/server/personal-data/inventory";
import { load } from "@/server/viewer";
import { ReviewView } from "@/ui/audit/review-view";

export const metadata: Metadata = { title: tabTitles.review };

export default personalPage(async (viewer) => {
  const review = await load(loadReview);
  return <ReviewView review={review} tables={await load(loadInventory)} {...wordsFor(viewer)} />;
});
