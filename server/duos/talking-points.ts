import { z } from "zod";
import { type Tx, withViewer } from "@/db/client";
import { openOrNote, type Unreadable } from "@/db/encryption/sealed-rows";
import { beginTalkingPoints, findTalkingPoints, writeTalkingPoints } from "@/db/queries/talks";
import type { Viewer } from "@/lib/domain/permissions";
import { talkingPointCodes } from "@/lib/guide/talking-points";
import { parse } from "../http/parse";
import { logFault } from "../logger";
import { type DuoCycleTarget, revealedCycle } from "./revealed-cycle";

const pointInput = z.object({
  duoId: z.uuid(),
  cycleId: z.uuid(),
  code: z.enum(talkingPointCodes),
  wanted: z.enum(["yes", "no"]),
});

/** What the two made talking points in a cycle, by code. Those that cannot be read are none, and the log says so. */
export async function readTalkingPoints(
  tx: Tx,
  place: DuoCycleTarget & { orgId: string },
): Promise<readonly string[]> {
  const broken: Unreadable = new Map();
  const found = await findTalkingPoints(tx, place);
  const codes = found && openOrNote(broken, place.duoId, found.open);
  const fault = broken.get(place.duoId);
  if (fault) logFault(fault, { orgId: place.orgId, duoId: place.duoId, cycleId: place.cycleId });
  return codes ?? [];
}

/** Makes something a talking point of the two, or takes it out; either of them may, and a second time changes nothing. */
export async function markTalkingPoint(viewer: Viewer, input: unknown): Promise<void> {
  const { code, wanted, ...target } = parse(pointInput, input);
  const place = { orgId: viewer.orgId, ...target };
  await withViewer(viewer, async (tx) => {
    await revealedCycle(tx, viewer, place);
    // From here on the partner's change waits, so that neither is lost.
    await beginTalkingPoints(tx, place);
    const codes = (await findTalkingPoints(tx, place))?.open() ?? [];
    const others = codes.filter((one) => one !== code);
    await writeTalkingPoints(tx, place, wanted === "yes" ? [...others, code] : others);
  });
}
