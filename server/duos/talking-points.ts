import { z } from "zod";
import { type Tx, withViewer } from "@/db/client";
import type { DuoCycleKey } from "@/db/queries/responses";
import { beginTalkingPoints, findTalkingPoints, writeTalkingPoints } from "@/db/queries/talks";
import { duoCycleInput } from "@/lib/domain/duo-cycle";
import type { Viewer } from "@/lib/domain/permissions";
import { talkingPointCodes } from "@/lib/guide/talking-points";
import { parse } from "../http/parse";
import { type TalkOutcome, talkedAboutCycle } from "./revealed-cycle";
import { type Broken, openPartOrNote } from "./unreadable-parts";

const pointInput = duoCycleInput.extend({
  code: z.enum(talkingPointCodes),
  wanted: z.enum(["yes", "no"]),
});

/** The codes of a cycle's talking points; none where they cannot be read, which is noted in `broken`. */
export async function readTalkingPoints(
  tx: Tx,
  place: DuoCycleKey,
  broken: Broken,
): Promise<readonly string[]> {
  const found = await findTalkingPoints(tx, place);
  return (found && openPartOrNote(broken, "points", found.open)) ?? [];
}

/** Makes something a talking point, or takes it out. Either of the two may; "already" where it was so. */
export async function markTalkingPoint(viewer: Viewer, input: unknown): Promise<TalkOutcome> {
  const { code, wanted, ...target } = parse(pointInput, input);
  const place = { orgId: viewer.orgId, ...target };
  return withViewer(viewer, async (tx) => {
    await talkedAboutCycle(tx, viewer, place);
    // Locks the row: the partner's change at the same moment waits, so that neither is lost.
    await beginTalkingPoints(tx, place);
    const codes = (await findTalkingPoints(tx, place))?.open() ?? [];
    if (codes.includes(code) === (wanted === "yes")) return "already";
    const others = codes.filter((one) => one !== code);
    await writeTalkingPoints(tx, place, wanted === "yes" ? [...others, code] : others);
    return "changed";
  });
}
