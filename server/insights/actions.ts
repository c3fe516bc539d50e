import { currentTime, type Tx, withViewer } from "@/db/client";
import {
  insertAction,
  isNotedBySelf,
  listEnds,
  listLeadersActions,
  removeAction,
} from "@/db/queries/noted-actions";
import { findDuo, isReadDuo } from "@/db/queries/published/duos";
import { listPublishedCycles } from "@/db/queries/published/units";
import {
  type ActionOutcome,
  noteActionInput,
  promiseNamesActions,
  takeBackActionInput,
} from "@/lib/domain/noted-actions";
import { leaderScope, type Viewer } from "@/lib/domain/permissions";
import type { DuoActions } from "@/lib/insights/duos";
import { showsDuos } from "@/lib/insights/frame";
import { dayInZone } from "@/lib/schedule/local-time";
import { DomainError } from "../errors";
import { parse } from "../http/parse";
import type { InsightsContext } from "./context";

/** What leaders noted for a duo, and whether one may be noted on its row of the cycle in view. */
export async function readActions(
  tx: Tx,
  { orgId, cycle }: InsightsContext,
  { duoId, timeZone }: { duoId: string; timeZone: string },
): Promise<DuoActions> {
  return {
    noted: await listLeadersActions(tx, { orgId, duoId }),
    promised: promiseNamesActions(cycle.promiseVersion),
    endedOn: (await listEnds(tx, [duoId])).get(duoId),
    today: dayInZone(await currentTime(tx), timeZone),
  };
}

/** The leader's scope; to anybody else there is nothing to note. */
function requireScope(viewer: Viewer) {
  const scope = leaderScope(viewer);
  if (!scope) throw new DomainError("not-found");
  return scope;
}

/**
 * Notes what was done for a duo. Without a row of it that the viewer reads as a leader it is "not-found", also for one of
 * the two; a day before the cycle opened or after today is "invalid".
 */
export async function noteAction(viewer: Viewer, input: unknown): Promise<ActionOutcome> {
  const { duoId, cycleId, kind, on } = parse(noteActionInput, input);
  const scope = requireScope(viewer);
  const { orgId, personId: readerId } = viewer;
  return withViewer(viewer, async (tx) => {
    const cycle = (await listPublishedCycles(tx, orgId)).find(({ id }) => id === cycleId);
    if (!cycle || !showsDuos(cycle)) throw new DomainError("not-found");
    if (!(await findDuo(tx, { scope, orgId, readerId, duoId }, cycleId))) throw new DomainError("not-found");
    if ((await listEnds(tx, [duoId])).size > 0) return { kind: "ended" };
    if (!promiseNamesActions(cycle.promiseVersion)) return { kind: "not-promised" };
    const today = dayInZone(await currentTime(tx), viewer.timeZone);
    if (on < cycle.opensOn || on > today) {
      throw new DomainError("invalid", { on: "day" });
    }
    const key = { orgId, duoId, kind, on };
    if (await insertAction(tx, { ...key, cycleId })) return { kind: "saved" };
    // Of the viewer's own the second is answered as the first was.
    return { kind: (await isNotedBySelf(tx, key)) ? "saved" : "already" };
  });
}

/** Takes back what the viewer noted less than a day ago. Without a row of the duo that they read it is "not-found". */
export async function takeBackAction(viewer: Viewer, input: unknown): Promise<ActionOutcome> {
  const { duoId, kind, on } = parse(takeBackActionInput, input);
  const scope = requireScope(viewer);
  const { orgId, personId: readerId } = viewer;
  return withViewer(viewer, async (tx) => {
    if (!(await isReadDuo(tx, { scope, orgId, readerId, duoId }))) throw new DomainError("not-found");
    if (!(await removeAction(tx, { orgId, duoId, kind, on }))) return { kind: "gone" };
    return { kind: "saved" };
  });
}
