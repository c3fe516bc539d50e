import type { Tx } from "@/db/client";
import { type ChangesSelection, listStates } from "@/db/queries/published/changes";
import type { DuoSelection } from "@/db/queries/published/selection";
import type { DuoLine } from "@/lib/insights/duo-columns";
import { attributeFilters } from "@/lib/insights/filters";
import { type CycleFacts, cyclesInRange } from "@/lib/insights/frame";
import type { TrackedDuo } from "@/lib/insights/tracked-duo";
import type { InsightsContext } from "./context";

/** The duo rows of the context's cycle below a unit, with the attributes that the URL asks for. */
export function duosInView(
  { orgId, readerId, scope, cycles, cycle, unit, filters }: InsightsContext,
  unitId = unit.id,
): DuoSelection {
  const recounted = cycles.some(
    ({ number, withdrawnAt }) => number < cycle.number && withdrawnAt && withdrawnAt > cycle.publishedAt,
  );
  return {
    scope,
    orgId,
    readerId,
    cycleId: cycle.id,
    unitId,
    filters: attributeFilters(filters),
    recounted,
  };
}

/** The rows of the list of duos: with everything else too that the URL asks for. */
export const listInView = (context: InsightsContext): DuoSelection => ({
  ...duosInView(context),
  filters: context.filters,
});

/** The same rows, with the cycle that their changes are counted from. */
export function changesInView(context: InsightsContext, unitId = context.unit.id): ChangesSelection {
  return { ...duosInView(context, unitId), previous: context.previous };
}

/** How many duos are listed as those to look at first. */
export const FIRST_SHOWN = 6;

const TRACKED_CYCLES = 13;

/** Cycles whose states a line shows, oldest first. */
export function cyclesToTrack(context: InsightsContext): CycleFacts[] {
  return cyclesInRange(context, TRACKED_CYCLES);
}

/** Lines with the duo's states over the tracked cycles, in one query for all of them. */
export async function withStates<Line extends DuoLine>(
  tx: Tx,
  { orgId, readerId, scope }: InsightsContext,
  { lines, tracked }: { lines: readonly Line[]; tracked: readonly CycleFacts[] },
): Promise<(Line & TrackedDuo)[]> {
  const states = await listStates(tx, {
    scope,
    orgId,
    readerId,
    duoIds: lines.map(({ duoId }) => duoId),
    cycleIds: tracked.map(({ id }) => id),
  });
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
