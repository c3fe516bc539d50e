import type { Metadata } from "next";
import { personalPage } from "@/app/(app)/personal-page";
import { tabTitles, wordsFor } from "@/app/words";
import { pageToken } from "@/server/auth/secrets";
import { loadRetention } from "@/server/retention/retention";
import { load } from "@/server/viewer";
import { RetentionView } from "@/ui/retention/retention-view";
import { changeRetentionAction, undoRetentionAction } from "./actions";

export const metadata: Metadata = { title: tabTitles.retention };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default personalPage(async (viewer, { searchParams }: Props) => {
  const retention = await load(loadRetention, await searchParams);
  const actions = { page: pageToken(viewer), change: changeRetentionAction, undo: undoRetentionAction };
  return <RetentionView retention={retention} actions={actions} {...wordsFor(viewer)} />;
});
