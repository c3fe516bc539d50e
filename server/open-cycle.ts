import { cancelOpenCycle, extendOpenCycle, findCycle } from "@/db/queries/cycles";
import { nudgeMissing } from "@/db/queries/outbox";
import { enqueue } from "@/db/queue";
import type { Viewer } from "@/lib/domain/permissions";
import { cancelInput, extendInput } from "@/lib/domain/schedule";
import { instantInZone } from "@/lib/schedule/local-time";
import { asAdmin } from "./as-admin";
import { recordAudit } from "./audit/record";
import { DomainError } from "./errors";
import { parse } from "./http/parse";

const longestWindowDays = 90;

/** Gives the open cycle more time; never less. */
export function extendCycle(viewer: Viewer, input: unknown): Promise<void> {
  const { cycleId, closesLocal } = parse(extendInput, input);
  return asAdmin(viewer, async (tx) => {
    const cycle = await findCycle(tx, viewer.orgId, cycleId);
    if (!cycle) throw new DomainError("not-found");
    const closesAt = instantInZone(closesLocal, cycle.timeZone);
    if (!closesAt) throw new DomainError("invalid", { closesLocal: "date-time" });
    if (closesAt <= cycle.closesAt) throw new DomainError("invalid", { closesLocal: "earlier" });
    if (closesAt.getTime() - cycle.opensAt.getTime() > longestWindowDays * 86_400_000) {
      throw new DomainError("invalid", { closesLocal: "too-far" });
    }
    if (!(await extendOpenCycle(tx, cycleId, closesLocal))) throw new DomainError("closed");
    await recordAudit(tx, viewer, {
      action: "cycle.extended",
      subjectId: cycleId,
      detail: { number: cycle.number, from: cycle.closesAt.toISOString(), to: closesAt.toISOString() },
    });
  }).catch(refuseOverlap);
}

/** A window that would reach a planned opening: the database lets none through. */
function refuseOverlap(error: unknown): never {
  const { constraint } = error as { constraint?: string };
  throw constraint === "planned_cycles_overlap"
    ? new DomainError("invalid", { closesLocal: "overlap" })
    : error;
}

/** Takes back an open cycle that nobody has begun to answer; its number is free again. */
export function cancelCycle(viewer: Viewer, input: unknown): Promise<void> {
  const { cycleId } = parse(cancelInput, input);
  return asAdmin(viewer, async (tx) => {
    const cycle = await findCycle(tx, viewer.orgId, cycleId);
    if (!cycle) throw new DomainError("not-found");
    if (!(await cancelOpenCycle(tx, cycleId))) throw new DomainError("begun");
    await recordAudit(tx, viewer, {
      action: "cycle.cancelled",
      subjectId: cycleId,
      detail: { number: cycle.number },
    });
  });
}

/** Reminds everybody who is missing in the open cycle and may get a reminder; gives to how many. */
export function nudge(viewer: Viewer, input: unknown): Promise<{ reminded: number }> {
  const { cycleId } = parse(cancelInput, input);
  return asAdmin(viewer, async (tx, client) => {
    const cycle = await findCycle(tx, viewer.orgId, cycleId);
    if (!cycle) throw new DomainError("not-found");
    if (cycle.state !== "open") throw new DomainError("closed");
    const reminded = await nudgeMissing(tx, cycleId);
    if (reminded > 0) await enqueue(client, "send-mail", { orgId: viewer.orgId, subjectId: cycleId });
    await recordAudit(tx, viewer, {
      action: "cycle.nudged",
      subjectId: cycleId,
      detail: { number: cycle.number, reminded },
    });
    return { reminded };
  });
}
