import type { Tx } from "@/db/client";
import { listCycleQuestions } from "@/db/queries/custom-questions";
import { countSelected, listCells, listUnitCounts } from "@/db/queries/published/unit-figures";
import type { SharingMode } from "@/lib/domain/cycles";
import { type DuoAttribute, duoAttributes } from "@/lib/domain/duo-attributes";
import type { CellMeasure, SharedDimensionCode, UnitVerdict } from "@/lib/domain/published";
import { earlyAmong } from "@/lib/insights/beginnings";
import {
  type CustomQuestionFigures,
  customFigures,
  measuresOf,
  ofUnits,
} from "@/lib/insights/custom-figures";
import {
  type FigureCycle,
  figureOf,
  heatMeasures,
  heatVerdicts,
  isMasked,
  type Reading,
  readingOf,
  verdictOf,
} from "@/lib/insights/figures";
import { attributeFilters, isPart } from "@/lib/insights/filters";
import { cyclesInRange, rangeOf, topUnits } from "@/lib/insights/frame";
import { type KeptUnit, keptUnits } from "@/lib/insights/kept-promises";
import type { HeatUnit, PastCycle, UnitBeside } from "@/lib/insights/overview";
import { type Difference, hasRest, unitDifferences } from "@/lib/insights/unit-differences";
import { stateMeasures, type UnitStates, unitStates } from "@/lib/insights/unit-states";
import type { InsightsContext } from "./context";

/** With more the printed overview would outgrow its two pages. */
const UNITS_SHOWN = 8;

/** Measures of some units in some cycles. */
export type FiguresWanted = {
  unitIds: readonly string[];
  cycles: readonly FigureCycle[];
  measures: readonly CellMeasure[];
};

/**
 * Reads units' figures of the duos that the URL asks for: counts of rows, and masked figures. Masked figures exist for
 * all duos, and in `private` for a kind of pair where it is offered; under any other filter there are none.
 */
export async function readFigures(
  tx: Tx,
  { orgId, scope, filters, cycles: all }: InsightsContext,
  ...wanted: readonly FiguresWanted[]
): Promise<Reading> {
  const attributes = attributeFilters(filters);
  const chosen = duoAttributes.filter((name) => attributes[name] !== undefined);
  const [first, second] = chosen;
  const counted = wanted.flatMap(({ unitIds, cycles }) => {
    const cycleIds = cycles.filter(({ sharingMode }) => sharingMode === "scoped").map(({ id }) => id);
    return cycleIds.length > 0 ? [{ unitIds, cycleIds }] : [];
  });
  const masked = wanted.flatMap(({ unitIds, cycles, measures }) =>
    modesWithCells(chosen).flatMap((mode) => {
      const cycleIds = cycles.filter(({ sharingMode }) => sharingMode === mode).map(({ id }) => id);
      const ofMode = measures.filter((measure) => isMasked(measure, mode));
      return cycleIds.length > 0 && ofMode.length > 0 ? [{ unitIds, cycleIds, measures: ofMode }] : [];
    }),
  );
  const key = { scope, orgId, wanted: counted };
  const readCounts = () => {
    if (counted.length === 0) return [];
    if (second) return countSelected(tx, { ...key, filters: attributes });
    return listUnitCounts(tx, { ...key, attributes: [first ?? "all"], value: first && attributes[first] });
  };
  const [counts, cells] = await Promise.all([
    readCounts(),
    masked.length > 0 ? listCells(tx, { scope, orgId, pairType: filters.pair ?? "all", wanted: masked }) : [],
  ]);
  const watched = wanted.filter(({ measures }) => measures.includes("watch"));
  const early = earlyAmong(
    all,
    watched.flatMap(({ cycles }) => cycles),
  );
  return readingOf({ counts, cells, isPart: first !== undefined, early });
}

/** In which modes masked figures exist for duos with the chosen attributes. */
function modesWithCells(chosen: readonly DuoAttribute[]): readonly SharingMode[] {
  if (chosen.length === 0) return ["scoped", "private"];
  return chosen.every((name) => name === "pair") ? ["private"] : [];
}

export type UnitFigures = {
  states: UnitStates;
  /** Level and states, cycle by cycle, oldest first. */
  past: PastCycle[];
  /** The unit and those right below it, by level and dimension. */
  heat: HeatUnit[];
  /** The same units by state, participation and level. */
  beside: UnitBeside[];
  moreUnits: number;
  /** The organization's own questions whose answers nobody reads; of the whole unit alone. */
  custom: CustomQuestionFigures[];
  /** The share of kept commitments, of the unit and those right below it. */
  kept: KeptUnit[];
};

/** What is published of a unit now, over time and beside the units right below it; `more` is read along for the caller. */
export async function loadUnitFigures(
  tx: Tx,
  context: InsightsContext,
  ...more: readonly FiguresWanted[]
): Promise<UnitFigures & { reading: Reading }> {
  const { orgId, cycle, unit, units, filters } = context;
  const asked = isPart(filters) ? [] : await listCycleQuestions(tx, { orgId, cycleId: cycle.id });
  const range = cyclesInRange(context, rangeOf(filters));
  const children = units.filter(({ parentId }) => parentId === unit.id);
  const shown = [unit, ...children.slice(0, UNITS_SHOWN)];
  const reading = await readFigures(
    tx,
    context,
    { unitIds: [unit.id], cycles: range, measures: ["level", ...stateMeasures] },
    heatWanted(context, shown),
    { unitIds: shown.map(({ id }) => id), cycles: [cycle], measures: ["kept", ...stateMeasures] },
    { unitIds: [unit.id], cycles: [cycle], measures: ofUnits(asked).flatMap(measuresOf) },
    ...more,
  );
  const past = range.map((one) => ({
    cycle: one,
    states: unitStates(reading, unit.id, one),
    level: figureOf(reading, { unitId: unit.id, cycle: one }, "level"),
  }));
  return {
    states: past.at(-1)?.states ?? { hidden: "no-duos" },
    past,
    heat: heatOf(
      reading,
      context,
      shown.map((one) => ({ ...one, depth: one === unit ? 0 : 1 })),
    ),
    beside: shown.map((one) => besideOf(reading, one, cycle)),
    moreUnits: children.length - (shown.length - 1),
    custom: customFigures(reading, { unitId: unit.id, cycle }, asked),
    kept: keptUnits(reading, cycle, shown),
    reading,
  };
}

/** A unit's line of the table of units. */
export const besideOf = (
  reading: Reading,
  { id, label: name }: { id: string; label: string },
  cycle: FigureCycle,
): UnitBeside => ({
  id,
  name,
  states: unitStates(reading, id, cycle),
  level: figureOf(reading, { unitId: id, cycle }, "level"),
});

type PlacedUnit = { id: string; label: string; depth: number };

/** What a heatmap of units needs: their figures, and those of all that the reader may read beside them. */
export function heatWanted(
  { units, cycle }: InsightsContext,
  shown: readonly { id: string }[],
): FiguresWanted {
  const unitIds = new Set([...shown, ...topUnits(units)].map(({ id }) => id));
  return { unitIds: [...unitIds], cycles: [cycle], measures: comparedMeasures };
}

/** The lines of a heatmap. */
export function heatOf<Unit extends PlacedUnit>(
  reading: Reading,
  { units, cycle }: InsightsContext,
  shown: readonly Unit[],
): HeatUnit[] {
  const countsOf = ({ id }: { id: string }) => reading.counts(id, cycle.id);
  const tops = topUnits(units).map(countsOf);
  const differing = unitDifferences(shown.map(countsOf), tops);
  return shown.map(({ id, label: name, depth }, index) => {
    const at = { unitId: id, cycle };
    const participation = figureOf(reading, at, "participation");
    const figures = heatMeasures.map((measure) => figureOf(reading, at, measure));
    const [level] = figures;
    const of = participation.kind === "percent" ? participation : level?.kind === "mean" ? level : undefined;
    return {
      id,
      name,
      depth,
      counted: of?.counted ?? null,
      enrolled: of?.enrolled ?? null,
      figures,
      differences: heatMeasures.map((measure, position) =>
        figures[position]!.kind === "bands"
          ? (differing[index]?.[measure.slice("dimension:".length) as SharedDimensionCode] ?? null)
          : differenceOf(verdictOf(reading, at, measure)),
      ),
      isCompared:
        hasRest(countsOf({ id }), tops) || heatMeasures.some((measure) => verdictOf(reading, at, measure)),
    };
  });
}

function differenceOf(verdict: UnitVerdict | null): Difference | null {
  if (verdict === "above") return "up";
  return verdict === "below" ? "down" : null;
}

/** Measures of the heatmap with their comparisons with the company. */
export const comparedMeasures = [...heatMeasures, ...heatVerdicts] as const;
