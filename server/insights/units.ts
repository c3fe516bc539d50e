import { z } from "zod";
import type { Tx } from "@/db/client";
import { listPairCells } from "@/db/queries/published/cells";
import { listNeedingAttention } from "@/db/queries/published/changes";
import { listShapes } from "@/db/queries/published/units";
import { pairTypes } from "@/lib/domain/pair-types";
import type { Viewer } from "@/lib/domain/permissions";
import { cellLookup, unitStates } from "@/lib/insights/cells";
import { type Filters, openUnits } from "@/lib/insights/filters";
import { type Opened, showsDuos, topUnits } from "@/lib/insights/frame";
import { heatOf } from "@/lib/insights/heat";
import { heatMeasures } from "@/lib/insights/overview";
import {
  comparisonsOf,
  type PairFigures,
  reorganizedIn,
  treeInView,
  type UnitDetail,
  type UnitTree,
} from "@/lib/insights/units";
import { recordAudit } from "../audit/record";
import { DomainError } from "../errors";
import { type InsightsContext, openInsights } from "./context";
import { cyclesToTrack, duosInView, withStates } from "./duo-lines";
import { loadUnitFigures, lookUpCells, stateMeasures } from "./unit-figures";

const FIRST_SHOWN = 6;

/** The units in scope as far as the URL opens them; undefined before the first publication. */
export function openUnitTree(viewer: Viewer, filters: Filters): Promise<Opened<UnitTree> | undefined> {
  return openInsights(viewer, filters, async (tx, context) => {
    const { cycle, unit, units } = context;
    if (cycle.state === "withdrawn") return { kind: "withdrawn", frame: context };
    const shown = treeInView(units, filters.unit ? [unit] : topUnits(units), openUnits(filters));
    const cells = await lookUpCells(tx, context, {
      unitIds: shown.map((one) => one.unit.id),
      cycleIds: [cycle.id],
      measures: heatMeasures,
    });
    await recordAudit(tx, viewer, {
      action: "unit.listed",
      subjectId: unit.id,
      detail: { cycle: cycle.id, count: shown.length, ...(filters.pair && { pair: filters.pair }) },
    });
    return {
      kind: "tree",
      frame: context,
      rows: shown.map((one) => ({
        ...heatOf(cells, one.unit, cycle.id, one.depth),
        verdicts: heatMeasures.map((measure) => cells(one.unit.id, cycle.id, measure)?.verdict ?? null),
        level: cells(one.unit.id, cycle.id, "level"),
        open: one.open,
      })),
    };
  });
}

/** One unit: its figures over time, beside its parent and the company, by kind of pair, and its duos. */
export function openUnit(
  viewer: Viewer,
  chosen: Filters,
  unitId: string,
): Promise<Opened<UnitDetail> | undefined> {
  if (!z.uuid().safeParse(unitId).success) throw new DomainError("not-found");
  return openInsights(viewer, { ...chosen, unit: unitId }, async (tx, context) => {
    const { orgId, scope, cycle, unit, units } = context;
    await recordAudit(tx, viewer, {
      action: "unit.read",
      subjectId: unitId,
      detail: { cycle: cycle.id },
    });
    if (cycle.state === "withdrawn") return { kind: "withdrawn", frame: context };
    const above = units.find(({ id }) => id === unit.parentId);
    // The root is the company itself.
    const parent = above && above.parentId !== null ? above : undefined;
    const { cells, ...figures } = await loadUnitFigures(tx, context, {
      unitIds: [unitId, ...(parent ? [parent.id] : [])],
      cycleIds: [cycle.id],
      measures: [...heatMeasures, "participation"],
    });
    const { past } = figures;
    const shapes = await listShapes(
      tx,
      { scope, orgId, unitId },
      past.map((one) => one.cycle.id),
    );
    return {
      kind: "unit",
      frame: context,
      parent,
      level: cells(unitId, cycle.id, "level"),
      participation: cells(unitId, cycle.id, "participation"),
      ...figures,
      reorganized: reorganizedIn(
        shapes,
        past.map((one) => one.cycle),
      ),
      comparisons: comparisonsOf(cells, cycle.id, unitId, parent?.id),
      pairs: await loadPairs(tx, context),
      duos: showsDuos(cycle) ? await loadFirst(tx, context) : undefined,
      tracked: cyclesToTrack(context),
    };
  });
}

async function loadPairs(tx: Tx, { orgId, scope, cycle, unit }: InsightsContext): Promise<PairFigures[]> {
  const rows = await listPairCells(tx, { scope, orgId, cycleId: cycle.id, unitId: unit.id }, [
    "level",
    ...stateMeasures,
  ]);
  return pairTypes.flatMap((pairType) => {
    const own = rows.filter((row) => row.pairType === pairType);
    if (own.length === 0) return [];
    const cells = cellLookup(own);
    return [
      {
        pairType,
        level: cells(unit.id, cycle.id, "level"),
        states: unitStates(cells, unit.id, cycle.id),
      },
    ];
  });
}

async function loadFirst(tx: Tx, context: InsightsContext) {
  const view = duosInView(context);
  const first = await listNeedingAttention(tx, view, FIRST_SHOWN);
  return withStates(tx, context, { lines: first, tracked: cyclesToTrack(context) });
}
