import type { Tx } from "@/db/client";
import { type CellsWanted, listCells } from "@/db/queries/published/cells";
import { type CellMeasure, statusCodes } from "@/lib/domain/published";
import { type CellLookup, cellLookup, type UnitStates, unitStates } from "@/lib/insights/cells";
import { cyclesInRange, rangeOf } from "@/lib/insights/frame";
import { heatOf } from "@/lib/insights/heat";
import { type HeatUnit, heatMeasures, type PastCycle } from "@/lib/insights/overview";
import type { InsightsContext } from "./context";

export const stateMeasures = [
  ...statusCodes.map((code) => `status:${code}` as const),
  "watch",
] as const satisfies readonly CellMeasure[];

/** With more the printed overview would outgrow its two pages. */
const UNITS_SHOWN = 8;

/** The context's cells of one pair type or all, in one query. */
export async function lookUpCells(
  tx: Tx,
  { orgId, scope, filters }: InsightsContext,
  ...wanted: readonly CellsWanted[]
): Promise<CellLookup> {
  return cellLookup(await listCells(tx, { scope, orgId, pairType: filters.pair ?? "all", wanted }));
}

export type UnitFigures = {
  states: UnitStates;
  /** Level and states, cycle by cycle, oldest first. */
  past: PastCycle[];
  /** The unit and those right below it, by level and dimension. */
  heat: HeatUnit[];
  moreUnits: number;
};

/** What a unit's cells say now, over time and beside the units right below it; `more` is read along for the caller. */
export async function loadUnitFigures(
  tx: Tx,
  context: InsightsContext,
  ...more: readonly CellsWanted[]
): Promise<UnitFigures & { cells: CellLookup }> {
  const { cycle, unit, units, filters } = context;
  const range = cyclesInRange(context, rangeOf(filters));
  const children = units.filter(({ parentId }) => parentId === unit.id);
  const shown = [unit, ...children.slice(0, UNITS_SHOWN)];
  const cells = await lookUpCells(
    tx,
    context,
    { unitIds: [unit.id], cycleIds: range.map(({ id }) => id), measures: ["level", ...stateMeasures] },
    { unitIds: shown.map(({ id }) => id), cycleIds: [cycle.id], measures: heatMeasures },
    ...more,
  );
  const past = range.map((one) => ({
    cycle: one,
    states: unitStates(cells, unit.id, one.id),
    level: cells(unit.id, one.id, "level"),
  }));
  return {
    states: past.at(-1)?.states ?? { hidden: "no-duos" },
    past,
    heat: shown.map((one) => heatOf(cells, one, cycle.id, one === unit ? 0 : 1)),
    moreUnits: children.length - (shown.length - 1),
    cells,
  };
}
