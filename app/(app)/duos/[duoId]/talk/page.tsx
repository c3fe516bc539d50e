import type { Metadata } from "next";
import { personalPage } from "@/app/(app)/personal-page";
import { tabTitles, wordsFor } from "@/app/words";
import { pageToken } from "@/server/auth/secrets";
import { talkAddress } from "@/server/duos/invitation";
import { loadTalk } from "@/server/duos/talk";
import { load } from "@/server/viewer";
import { TalkView } from "@/ui/talk/talk-view";
import { dropCommitmentAction, noteTalkAction, removeTalkAction, saveCommitmentAction } from "../actions";

export const metadata: Metadata = { title: tabTitles.talk };

type Props = { params: Promise<{ duoId: string }>; searchParams: Promise<{ cycle?: string; at?: string }> };

export default personalPage(async (viewer, { params, searchParams }: Props) => {
  const { duoId } = await params;
  const { cycle: cycleId, at } = await searchParams;
  const talk = await load(loadTalk, { duoId, cycleId, at });
  const page = pageToken(viewer);
  const actions = {
    talked: { page, note: noteTalkAction, undo: removeTalkAction },
    commitments: { page, save: saveCommitmentAction, remove: dropCommitmentAction },
  };
  return <TalkView talk={talk} address={talkAddress(talk)} actions={actions} {...wordsFor(viewer)} />;
});
