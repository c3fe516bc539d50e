import type { Metadata } from "next";
import { personalPage } from "@/app/(app)/personal-page";
import { tabTitles, wordsFor } from "@/app/words";
import { pageToken } from "@/server/auth/secrets";
import { loadRosterList } from "@/server/roster/lists";
import { load } from "@/server/viewer";
import { RosterListView } from "@/ui/roster/roster-list-view";
import { endGrantAction } from "../actions";

export const metadata: Metadata = { title: tabTitles.roster };

type Props = {
  params: Promise<{ kind: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default personalPage(async (viewer, { params, searchParams }: Props) => {
  const page = await load(loadRosterList, await params, await searchParams);
  const actions = { page: pageToken(viewer), endGrant: endGrantAction };
  return <RosterListView page={page} actions={actions} {...wordsFor(viewer)} />;
});
