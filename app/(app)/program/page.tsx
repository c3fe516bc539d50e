import type { Metadata } from "next";
import { personalPage } from "@/app/(app)/personal-page";
import { tabTitles, wordsFor } from "@/app/words";
import { pageToken } from "@/server/auth/secrets";
import { loadSignInWays } from "@/server/auth/ways";
import { loadProgram } from "@/server/cycles";
import { load } from "@/server/viewer";
import { ProgramView } from "@/ui/program/program-view";
import { closeAction, openAction, unlinkAction, withdrawAction } from "./actions";
import { nudgeAction } from "./schedule/actions";

export const metadata: Metadata = { title: tabTitles.program };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default personalPage(async (viewer, { searchParams }: Props) => {
  const program = await load(loadProgram, await searchParams);
  const actions = {
    page: pageToken(viewer),
    open: openAction,
    close: closeAction,
    withdraw: withdrawAction,
    nudge: nudgeAction,
    unlink: loadSignInWays().provider && unlinkAction,
  };
  return <ProgramView program={program} actions={actions} {...wordsFor(viewer)} />;
});
