import type { Metadata } from "next";
import { personalPage } from "@/app/(app)/personal-page";
import { tabTitles, wordsFor } from "@/app/words";
import { pageToken } from "@/server/auth/secrets";
import { loadDuo } from "@/server/duos/duo";
import { load } from "@/server/viewer";
import { DuoView } from "@/ui/duo/duo-view";
import {
  agreeToTrustAction,
  dropCommitmentAction,
  markPointAction,
  saveCommitmentAction,
  takeBackTrustAction,
} from "./actions";
import {
  confirmMomentAction,
  removeMomentAction,
  restoreMomentAction,
  saveMomentAction,
} from "./moment-actions";

export const metadata: Metadata = { title: tabTitles.duo };

type Props = { params: Promise<{ duoId: string }>; searchParams: Promise<{ cycle?: string }> };

export default personalPage(async (viewer, { params, searchParams }: Props) => {
  const { duoId } = await params;
  const { cycle: cycleId } = await searchParams;
  const duo = await load(loadDuo, { duoId, cycleId });
  const page = pageToken(viewer);
  const actions = {
    trust: { page, agree: agreeToTrustAction, takeBack: takeBackTrustAction },
    points: { page, mark: markPointAction },
    moments: {
      page,
      save: saveMomentAction,
      remove: removeMomentAction,
      confirm: confirmMomentAction,
      restore: restoreMomentAction,
    },
    commitments: { page, save: saveCommitmentAction, remove: dropCommitmentAction },
  };
  return <DuoView duo={duo} actions={actions} {...wordsFor(viewer)} />;
});
