import { currentTime, withViewer } from "@/db/client";
import type { Viewer } from "@/lib/domain/permissions";
import { dictionary } from "@/lib/i18n";
import { formats } from "@/lib/i18n/format";
import { localeOf } from "@/lib/i18n/locales";
import { type InventoryTable, inventoryTables } from "@/lib/personal-data/columns";
import { inventoryCsv } from "@/lib/personal-data/inventory-lines";
import { DomainError } from "../errors";

function mayRead({ isAdmin, isReviewer }: Viewer): void {
  if (!isAdmin && !isReviewer) throw new DomainError("not-found");
}

/** Which personal data is stored, for reviewers and admins; it holds none itself. */
export async function loadInventory(viewer: Viewer): Promise<readonly InventoryTable[]> {
  mayRead(viewer);
  return inventoryTables();
}

/** The same as a CSV file. */
export async function openInventoryFile(viewer: Viewer) {
  mayRead(viewer);
  const locale = localeOf(viewer.locale);
  const words = dictionary(locale);
  const now = await withViewer(viewer, currentTime);
  const text = inventoryCsv({ words, format: formats(locale, viewer.timeZone) });
  return { name: words.dataInventory.file.name(now.toISOString().slice(0, 10)), body: text };
}
