import { withViewer } from "@/db/client";
import { findPartner } from "@/db/queries/duos";
import { listComparableParts } from "@/db/queries/response-parts";
import { findTalk, noteTalk, removeTalk } from "@/db/queries/talks";
import { partnerOf, sideOf } from "@/lib/domain/partners";
import type { Viewer } from "@/lib/domain/permissions";
import type { TalkPage } from "@/lib/domain/talks";
import { conversationGuide } from "@/lib/guide/guide";
import { instrumentOf } from "@/lib/instrument/versions/versions";
import { scaleRows } from "@/lib/scoring/reveal-rows";
import { changeableCommitments } from "./commitments";
import { revealedCycle, targetOf } from "./revealed-cycle";

/** The guide to the talk about one cycle, from what both see of each other's answers. */
export function loadTalk(viewer: Viewer, input: unknown): Promise<TalkPage> {
  const place = targetOf(input);
  return withViewer(viewer, async (tx) => {
    const row = await revealedCycle(tx, viewer, place);
    const side = sideOf(row, viewer.personId);
    const parts = (await listComparableParts(tx, { orgId: viewer.orgId, duoId: place.duoId })).filter(
      (part) => part.cycleId === place.cycleId && part.class === "S",
    );
    const mine = parts.find(({ authorId }) => authorId === viewer.personId)?.open() ?? {};
    const theirs = parts.find(({ authorId }) => authorId !== viewer.personId)?.open() ?? {};
    const bySide = side === "ic" ? { ic: mine, manager: theirs } : { ic: theirs, manager: mine };
    const version = instrumentOf(row.instrumentVersion);
    const guide = conversationGuide(bySide, row.number, version);
    const partner = await findPartner(tx, viewer.orgId, partnerOf(row, viewer.personId));
    return {
      ...place,
      name: row.displayName,
      partnerName: partner?.givenName ?? "",
      side,
      opensAt: row.opensAt,
      guide,
      iSpeakFirst: guide.speaksFirst === side,
      rows: scaleRows({ mine, theirs, guesses: {} }, { version, side }).core,
      commitments: await changeableCommitments(tx, { orgId: viewer.orgId, ...place }),
      talkedAt: (await findTalk(tx, { orgId: viewer.orgId, ...place }))?.talkedAt ?? null,
    };
  });
}

/** Notes that the two talked; a second time, by either, changes nothing. */
export async function noteTalked(viewer: Viewer, input: unknown): Promise<void> {
  const place = targetOf(input);
  await withViewer(viewer, async (tx) => {
    await revealedCycle(tx, viewer, place);
    await noteTalk(tx, { orgId: viewer.orgId, personId: viewer.personId, ...place });
  });
}

/** Removes the note, whichever of the two made it. */
export async function removeTalked(viewer: Viewer, input: unknown): Promise<void> {
  const place = targetOf(input);
  await withViewer(viewer, async (tx) => {
    await revealedCycle(tx, viewer, place);
    await removeTalk(tx, { orgId: viewer.orgId, ...place });
  });
}
