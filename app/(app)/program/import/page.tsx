import type { Metadata } from "next";
import { tabTitles, wordsFor } from "@/app/words";
import { pageToken } from "@/server/auth/secrets";
import { loadImports } from "@/server/roster/read";
import { load, requireViewer } from "@/server/viewer";
import { ImportView } from "@/ui/roster/import-view";
import { startCheckAction } from "./actions";

export const metadata: Metadata = { title: tabTitles.rosterImport };

export default async function ImportPage() {
  const viewer = await requireViewer();
  const imports = await load(loadImports);
  return (
    <ImportView
      imports={imports}
      page={pageToken(viewer)}
      startCheck={startCheckAction}
      {...wordsFor(viewer)}
    />
  );
}
