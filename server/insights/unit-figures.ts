import type { Tx } from "@/db/client";
import { listCells } from "@/db/queries/published";
import { cellLookup, unitStates } from "@/lib/insights/cells";
import { cyclesInRange, rangeOf } from "@/lib/insights/frame";
import { heatOf } from "@/lib/insights/heat";
import { type HeatUnit, heatMeasures, type PastCycle } from "@/lib/insights/overview";
import { type CellMeasure, statusCodes } from "@/lib/published";
import type { InsightsContext } from "./context";

export const stateMeasures = [
  ...statusCodes.map((code) => `status:${code}` as const),
  "watch",
] as const satisfies readonly CellMeasure[];

/** With more the printed overview would outgrow its two pages. */
const UNITS_SHOWN = 8;

/** The level and the states of the context's unit, cycle by cycle, oldest first. */
export async function loadPast(tx: Tx, context: InsightsContext): Promise<PastCycle[]> {
  const { orgId, scope, unit, filters } = context;
  const range = cyclesInRange(context, rangeOf(filters));
  const cells = cellLookup(
    await listCells(tx, scope, {
      orgId,
      unitIds: [unit.id],
      cycleIds: range.map(({ id }) => id),
      measures: ["level", ...stateMeasures],
      pairType: filters.pair ?? "all",
    }),
  );
  return range.map((cycle) => ({
    cycle,
    states: unitStates(cells, unit.id, cycle.id),
    level: cells(unit.id, cycle.id, "level"),
  }));
}

/** The unit and those right below it, by level and dimension. */
export async function loadHeat(
  tx: Tx,
  { orgId, scope, cycle, unit, units, filters }: InsightsContext,
): Promise<{ heat: HeatUnit[]; moreUnits: number }> {
  const children = units.filter(({ parentId }) => parentId === unit.id);
  const shown = [unit, ...children.slice(0, UNITS_SHOWN)];
  const cells = cellLookup(
    await listCells(tx, scope, {
      orgId,
      unitIds: shown.map(({ id }) => id),
      cycleIds: [cycle.id],
      measures: heatMeasures,
      pairType: filters.pair ?? "all",
    }),
  );
  return {
    heat: shown.map((one) => heatOf(cells, one, cycle.id, one === unit ? 0 : 1)),
    moreUnits: children.length - (shown.length - 1),
  };
}
