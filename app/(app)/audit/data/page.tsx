import type { Metadata } from "next";
import { personalPage } from "@/app/(app)/personal-page";
import { tabTitles, wordsFor } from "@/app/words";
import { loadInventory } from "@/server/personal-data/inventory";
import { load } from "@/server/viewer";
import { InventoryView } from "@/ui/personal-data/inventory-view";

export const metadata: Metadata = { title: tabTitles.inventory };

export default personalPage(async (viewer) => (
  <InventoryView inventory={await load(loadInventory)} {...wordsFor(viewer)} />
));
