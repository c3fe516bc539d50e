import type { Metadata } from "next";
import { personalPage } from "@/app/(app)/personal-page";
import { tabTitles, wordsFor } from "@/app/words";
import { parseFilters, type Query } from "@/lib/insights/filters";
import { openFlow } from "@/server/insights/flow";
import { load } from "@/server/viewer";
import { FlowView } from "@/ui/insights/flow/flow-view";

export const metadata: Metadata = { title: tabTitles.flow };

type Props = { searchParams: Promise<Query> };

export default personalPage(async (viewer, { searchParams }: Props) => {
  const view = await load(openFlow, parseFilters(await searchParams));
  return <FlowView view={view} {...wordsFor(viewer)} />;
});
