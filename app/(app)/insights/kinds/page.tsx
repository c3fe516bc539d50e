import type { Metadata } from "next";
import { personalPage } from "@/app/(app)/personal-page";
import { tabTitles, wordsFor } from "@/app/words";
import { parseFilters, type Query } from "@/lib/insights/filters";
import { openKinds } from "@/server/insights/kinds";
import { load } from "@/server/viewer";
import { KindsView } from "@/ui/insights/kinds/kinds-view";

export const metadata: Metadata = { title: tabTitles.kinds };

type Props = { searchParams: Promise<Query> };

export default personalPage(async (viewer, { searchParams }: Props) => {
  const view = await load(openKinds, parseFilters(await searchParams));
  return <KindsView view={view} {...wordsFor(viewer)} />;
});
