import type { Metadata } from "next";
import { personalPage } from "@/app/(app)/personal-page";
import { tabTitles, wordsFor } from "@/app/words";
import { pageToken } from "@/server/auth/secrets";
import { loadImports, loadPasted } from "@/server/roster/read";
import { load } from "@/server/viewer";
import { ImportView } from "@/ui/roster/import-view";
import { startCheckAction } from "./actions";

export const metadata: Metadata = { title: tabTitles.rosterImport };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default personalPage(async (viewer, { searchParams }: Props) => {
  const imports = await load(loadImports);
  const before = await load(loadPasted, await searchParams);
  return (
    <ImportView
      imports={imports}
      before={before}
      page={pageToken(viewer)}
      startCheck={startCheckAction}
      {...wordsFor(viewer)}
    />
  );
});
