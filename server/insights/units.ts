import { z } from "zod";
import type { Tx } from "@/db/client";
import { listNeedingAttention } from "@/db/queries/published/attention";
import { listCells, listUnitCounts } from "@/db/queries/published/unit-figures";
import { listShapes } from "@/db/queries/published/units";
import { pairTypes } from "@/lib/domain/pair-types";
import type { Viewer } from "@/lib/domain/permissions";
import { figureOf, readingOf, verdictOf } from "@/lib/insights/figures";
import { attributeFilters, type Filters, isPart, openUnits } from "@/lib/insights/filters";
import { cyclesInRange, type OpenedView, rangeOf, showsDuos, topUnits } from "@/lib/insights/frame";
import { unitStates } from "@/lib/insights/unit-states";
import {
  comparisonsOf,
  type PairFigures,
  reorganizedIn,
  treeInView,
  type UnitDetail,
  type UnitTreePage,
} from "@/lib/insights/units";
import { DomainError } from "../errors";
import { type InsightsContext, openInsights, withKeptPlans } from "./context";
import { cyclesToTrack, duosInView, FIRST_SHOWN, withStates } from "./duo-lines";
import { comparedMeasures, heatOf, heatWanted, loadUnitFigures, readFigures } from "./unit-figures";

/** The units in scope as far as the URL opens them; undefined before the first publication. */
export function openUnitTree(
  viewer: Viewer,
  filters: Filters,
): Promise<OpenedView<UnitTreePage> | undefined> {
  const view = withKeptPlans<UnitTreePage>(async (tx, context, record) => {
    const { cycle, unit, units } = context;
    if (cycle.state === "withdrawn") return { kind: "withdrawn", frame: context };
    const shown = treeInView(units, filters.unit ? [unit] : topUnits(units), openUnits(filters));
    const placed = shown.map(({ unit: { id, label }, depth, open }) => ({ id, label, depth, open }));
    const reading = await readFigures(tx, context, heatWanted(context, placed));
    await record({
      action: "unit.listed",
      subjectId: unit.id,
      detail: { cycle: cycle.id, count: shown.length, ...attributeFilters(filters) },
    });
    return {
      kind: "tree",
      frame: context,
      rows: heatOf(reading, context, placed).map((row, index) => ({
        ...row,
        verdict: verdictOf(reading, { unitId: row.id, cycle }, "level"),
        open: placed[index]!.open,
      })),
    };
  });
  return openInsights(viewer, filters, view);
}

/** One unit: its figures over time, beside its parent and the company, by kind of pair, and its duos. */
export function openUnit(
  viewer: Viewer,
  chosen: Filters,
  unitId: string,
): Promise<OpenedView<UnitDetail> | undefined> {
  if (!z.uuid().safeParse(unitId).success) throw new DomainError("not-found");
  const view = withKeptPlans<UnitDetail>(async (tx, context, record) => {
    const { orgId, scope, cycle, unit, units, filters } = context;
    await record({
      action: "unit.read",
      subjectId: unitId,
      detail: { cycle: cycle.id },
    });
    if (cycle.state === "withdrawn") return { kind: "withdrawn", frame: context };
    const above = units.find(({ id }) => id === unit.parentId);
    // The root is the company itself.
    const parent = above && above.parentId !== null ? above : undefined;
    const range = cyclesInRange(context, rangeOf(filters));
    const [{ reading, ...figures }, shapes, pairs, duos] = await Promise.all([
      loadUnitFigures(tx, context, {
        unitIds: [unitId, ...(parent ? [parent.id] : [])],
        cycles: [cycle],
        measures: comparedMeasures,
      }),
      listShapes(
        tx,
        { scope, orgId, unitId },
        range.map(({ id }) => id),
      ),
      loadPairs(tx, context),
      showsDuos(cycle) ? loadFirst(tx, context) : undefined,
    ]);
    const at = { unitId, cycle };
    return {
      kind: "unit",
      frame: context,
      parent,
      level: figureOf(reading, at, "level"),
      levelVerdict: verdictOf(reading, at, "level"),
      participation: figureOf(reading, at, "participation"),
      ...figures,
      reorganized: reorganizedIn(shapes, range),
      comparisons: comparisonsOf(reading, at, parent?.id),
      pairs,
      duos,
      tracked: cyclesToTrack(context),
    };
  });
  return openInsights(viewer, { ...chosen, unit: unitId }, view);
}

/** The kinds of pairs in a whole unit: in `scoped` all of them, in `private` those whose breakdown is offered. */
async function loadPairs(tx: Tx, context: InsightsContext): Promise<PairFigures[]> {
  const { orgId, scope, cycle, unit, filters } = context;
  if (isPart(filters)) return [];
  const key = { scope, orgId };
  const wanted = { unitIds: [unit.id], cycleIds: [cycle.id] };
  const counts =
    cycle.sharingMode === "scoped"
      ? await listUnitCounts(tx, { ...key, attributes: ["pair"], wanted: [wanted] })
      : [];
  const cells =
    cycle.sharingMode === "private"
      ? await listCells(tx, { ...key, wanted: [{ ...wanted, measures: ["level"] }] })
      : [];
  return pairTypes.flatMap((pairType) => {
    const reading = readingOf({
      counts: counts.filter(({ value }) => value === pairType),
      cells: cells.filter((cell) => cell.pairType === pairType),
      isPart: true,
    });
    const level = figureOf(reading, { unitId: unit.id, cycle }, "level");
    const states = unitStates(reading, unit.id, cycle);
    const isThere = cells.some((cell) => cell.pairType === pairType) || states.hidden === undefined;
    return isThere ? [{ pairType, level, states }] : [];
  });
}

async function loadFirst(tx: Tx, context: InsightsContext) {
  const view = duosInView(context);
  const first = await listNeedingAttention(tx, view, FIRST_SHOWN);
  return withStates(tx, context, { lines: first, tracked: cyclesToTrack(context) });
}
