import type { Tx } from "@/db/client";
import { type DuosInView, listStates } from "@/db/queries/published/changes";
import { type CycleFacts, cyclesInRange } from "@/lib/insights/frame";
import type { DuoLine, TrackedDuo } from "@/lib/insights/overview";
import type { InsightsContext } from "./context";

/** The duo rows that the context's cycle and unit stand for. */
export function duosInView({ orgId, cycle, unit, filters }: InsightsContext, unitId = unit.id): DuosInView {
  return { orgId, cycleId: cycle.id, unitId, pairType: filters.pair };
}

const TRACKED_CYCLES = 13;

/** Cycles whose states a line shows, oldest first. */
export function cyclesToTrack(context: InsightsContext): CycleFacts[] {
  return cyclesInRange(context, TRACKED_CYCLES);
}

/** Lines with the duo's states over the tracked cycles, in one query for all of them. */
export async function withStates<Line extends DuoLine>(
  tx: Tx,
  { orgId, scope }: InsightsContext,
  lines: readonly Line[],
  tracked: readonly CycleFacts[],
): Promise<(Line & TrackedDuo)[]> {
  const states = await listStates(
    tx,
    scope,
    orgId,
    lines.map(({ duoId }) => duoId),
    tracked.map(({ id }) => id),
  );
  const found = new Map(states.map((state) => [`${state.duoId} ${state.cycleId}`, state]));
  return lines.map((line) => ({
    ...line,
    states: tracked.map(({ id }) => {
      const state = found.get(`${line.duoId} ${id}`);
      return state
        ? { status: state.status ?? ("incomplete" as const), reason: state.reason }
        : { status: null, reason: "" };
    }),
  }));
}
