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
  const { tables } = await load(loadInventory);
  return <ReviewView review={review} tables={tables} {...wordsFor(viewer)} />;
});
