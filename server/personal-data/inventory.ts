import { currentTime, withViewer } from "@/db/client";
import type { Viewer } from "@/lib/domain/permissions";
import { dictionary } from "@/lib/i18n";
import { formats } from "@/lib/i18n/format";
import { localeOf } from "@/lib/i18n/locales";
import { type Inventory, inventoryTables } from "@/lib/personal-data/columns";
import { inventoryCsv } from "@/lib/personal-data/inventory-lines";
import { dayInZone } from "@/lib/schedule/local-time";
import { DomainError } from "../errors";
import { loadAnswersKept } from "../retention/answers-kept";

function mayRead({ isAdmin, isReviewer }: Viewer): void {
  if (!isAdmin && !isReviewer) throw new DomainError("not-found");
}

/** Which personal data is stored, for reviewers and admins; it holds none itself. */
export async function loadInventory(viewer: Viewer): Promise<Inventory> {
  mayRead(viewer);
  return withViewer(viewer, async (tx) => ({
    answersKept: await loadAnswersKept(tx, viewer.orgId),
    tables: inventoryTables(),
  }));
}

/** The same as a CSV file. */
export async function openInventoryFile(viewer: Viewer) {
  mayRead(viewer);
  const locale = localeOf(viewer.locale);
  const words = dictionary(locale);
  const { now, answersKept } = await withViewer(viewer, async (tx) => ({
    now: await currentTime(tx),
    answersKept: await loadAnswersKept(tx, viewer.orgId),
  }));
  const text = inventoryCsv(answersKept, { words, format: formats(locale, viewer.timeZone) });
  return { name: words.dataInventory.file.name(dayInZone(now, viewer.timeZone)), body: text };
}
