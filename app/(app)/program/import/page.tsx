import type { Metadata } from "next";
import { personalPage } from "@/app/(app)/personal-page";
import { tabTitles, wordsFor } from "@/app/words";
import { pageToken } from "@/server/auth/secrets";
import { loadImports } from "@/server/roster/read";
import { load } from "@/server/viewer";
import { ImportView } from "@/ui/roster/import-view";
import { startCheckAction } from "./actions";

export const metadata: Metadata = { title: tabTitles.rosterImport };

export default personalPage(async (viewer) => {
  const imports = await load(loadImports);
  return (
    <ImportView
      imports={imports}
      page={pageToken(viewer)}
      startCheck={startCheckAction}
      {...wordsFor(viewer)}
    />
  );
});
