import { currentTime, withViewer } from "@/db/client";
import { findPartner } from "@/db/queries/duos";
import { listComparableParts } from "@/db/queries/response-parts";
import { findPartnerTimeZone, findTalk, noteTalk, removeTalk } from "@/db/queries/talks";
import { duoCycleInput } from "@/lib/domain/duo-cycle";
import { partnerOf, sideOf } from "@/lib/domain/partners";
import type { Viewer } from "@/lib/domain/permissions";
import type { TalkPage } from "@/lib/domain/talks";
import { conversationGuide } from "@/lib/guide/guide";
import { pointCode, talkingPoints } from "@/lib/guide/talking-points";
import { sides } from "@/lib/instrument/answers";
import { commentCodes } from "@/lib/instrument/comments";
import { instrumentOf } from "@/lib/instrument/versions/versions";
import { reveal } from "@/lib/scoring/reveal";
import { parseOrNotFound } from "../http/parse";
import { changeableCommitments } from "./commitments";
import { chosenStart } from "./invitation";
import { revealedCycle, type TalkOutcome, talkedAboutCycle } from "./revealed-cycle";
import { readTalkingPoints } from "./talking-points";
import { type Broken, logBroken, openPartOrNote } from "./unreadable-parts";

/**
 * The guide to the talk about one cycle, from what both see of each other's answers.
 * @param input with `at`, a minute of the viewer's clock, once they chose a time
 */
export function loadTalk(viewer: Viewer, input: Readonly<Record<string, unknown>>): Promise<TalkPage> {
  const at = typeof input.at === "string" ? input.at : "";
  const place = parseOrNotFound(duoCycleInput, input);
  return withViewer(viewer, async (tx) => {
    const row = await revealedCycle(tx, viewer, place);
    const broken: Broken = new Map();
    const side = sideOf(row, viewer.personId);
    const parts = (await listComparableParts(tx, { orgId: viewer.orgId, duoId: place.duoId })).filter(
      ({ cycleId }) => cycleId === place.cycleId,
    );
    const given = (own: boolean, partClass: "S" | "comment") => {
      const part = parts.find((one) => one.class === partClass && (one.authorId === viewer.personId) === own);
      const sealed = partClass === "S" ? "answers" : "comments";
      return (part && openPartOrNote(broken, sealed, part.open)) ?? {};
    };
    const [mine, theirs] = [given(true, "S"), given(false, "S")];
    const bySide = side === "ic" ? { ic: mine, manager: theirs } : { ic: theirs, manager: mine };
    const writtenBy = sides.filter((one) => commentCodes.comment in given(one === side, "comment"));
    const version = instrumentOf(row.instrumentVersion);
    const { ownership, topics, block } = reveal({ mine, theirs, guesses: {} }, { version, side });
    const questions = [...topics.flatMap(({ rows }) => rows), ...block];
    const codes = await readTalkingPoints(tx, { orgId: viewer.orgId, ...place }, broken);
    const points = talkingPoints(codes, { ownership, questions }, side);
    const picked = points.map((point) => pointCode(point, side));
    const guide = conversationGuide({ ...bySide, writtenBy, picked }, row.number, version);
    const partner = await findPartner(tx, viewer.orgId, partnerOf(row, viewer.personId));
    const page = {
      ...place,
      name: row.displayName,
      ownName: viewer.name,
      partnerName: partner?.givenName ?? "",
      side,
      opensOn: row.opensOn,
      cycles: row.cycles,
      ended: row.endedOn !== null,
      guide,
      iSpeakFirst: guide.speaksFirst === side,
      rows: questions,
      points,
      booking: {
        at,
        timeZone: viewer.timeZone,
        start: chosenStart(at, viewer, await currentTime(tx)),
        partnerTimeZone: await findPartnerTimeZone(tx, place.duoId),
      },
      commitments: await changeableCommitments(tx, { orgId: viewer.orgId, ...place }, broken),
      talkedAt: (await findTalk(tx, { orgId: viewer.orgId, ...place }))?.talkedAt ?? null,
    };
    return { ...page, unreadable: logBroken(broken, { orgId: viewer.orgId, ...place }) };
  });
}

/** Notes that the two talked. */
export async function noteTalked(viewer: Viewer, input: unknown): Promise<TalkOutcome> {
  const place = parseOrNotFound(duoCycleInput, input);
  return withViewer(viewer, async (tx) => {
    await talkedAboutCycle(tx, viewer, place);
    const noted = await noteTalk(tx, { orgId: viewer.orgId, personId: viewer.personId, ...place });
    return noted ? "changed" : "already";
  });
}

/** Removes the note, whichever of the two made it. */
export async function removeTalked(viewer: Viewer, input: unknown): Promise<TalkOutcome> {
  const place = parseOrNotFound(duoCycleInput, input);
  return withViewer(viewer, async (tx) => {
    await talkedAboutCycle(tx, viewer, place);
    return (await removeTalk(tx, { orgId: viewer.orgId, ...place })) ? "changed" : "already";
  });
}
