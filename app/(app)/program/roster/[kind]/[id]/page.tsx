import type { Metadata } from "next";
import { personalPage } from "@/app/(app)/personal-page";
import { tabTitles, wordsFor } from "@/app/words";
import { pageToken } from "@/server/auth/secrets";
import { loadRosterForm } from "@/server/roster/lists";
import { load } from "@/server/viewer";
import { RosterItemView } from "@/ui/roster/roster-item-view";
import { changeRosterAction, grantRoleAction } from "../../actions";

export const metadata: Metadata = { title: tabTitles.roster };

type Props = { params: Promise<{ kind: string; id: string }> };

export default personalPage(async (viewer, { params }: Props) => {
  const form = await load(loadRosterForm, await params);
  const actions = { page: pageToken(viewer), change: changeRosterAction, grant: grantRoleAction };
  return <RosterItemView form={form} actions={actions} {...wordsFor(viewer)} />;
});
