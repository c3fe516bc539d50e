import { type AnyColumn, and, eq } from "drizzle-orm";
import { cycles, cycleUnits, duoCycles } from "../schema";

type InCycle = Record<"orgId" | "cycleId", AnyColumn>;

/** Joins a row with its cycle. */
export const cycleOf = (row: InCycle) => and(eq(cycles.orgId, row.orgId), eq(cycles.id, row.cycleId));

/** Joins a row with the unit that it names, as that was in the row's cycle. */
export const unitOf = (row: InCycle & Record<"unitId", AnyColumn>) =>
  and(
    eq(cycleUnits.orgId, row.orgId),
    eq(cycleUnits.cycleId, row.cycleId),
    eq(cycleUnits.unitId, row.unitId),
  );

/** Joins a row with its duo's cycle. */
export const duoCycleOf = (row: InCycle & Record<"duoId", AnyColumn>) =>
  and(eq(duoCycles.orgId, row.orgId), eq(duoCycles.cycleId, row.cycleId), eq(duoCycles.duoId, row.duoId));
