import { groupBy } from "../domain/group-by";
import type { PairType } from "../domain/pair-types";
import type { UnitVerdict } from "../domain/published";
import { compareWithWhole } from "../organization/nested-mean";
import { MEAN_STEP, WHOLE_POINTS_FROM } from "../publication/masked-cell";
import type { UnitChoice } from "./choices";
import type { CustomQuestionFigures } from "./custom-figures";
import {
  type Figure,
  type FigureCycle,
  figureOf,
  type HeatMeasure,
  heatMeasures,
  type MeanFigure,
  type Reading,
  verdictOf,
} from "./figures";
import { type CycleFacts, type InsightsFrame, topUnits } from "./frame";
import type { KeptUnit } from "./kept-promises";
import type { HeatUnit, PastCycle } from "./overview";
import type { TrackedDuo } from "./tracked-duo";
import type { UnitStates } from "./unit-states";

/** A unit of the tree in view. */
export type TreeRow = HeatUnit & {
  /** Its level beside the company; null where there is no verdict. */
  readonly verdict: UnitVerdict | null;
  /** Whether the units below it are shown; undefined where there are none or where they always are. */
  readonly open: boolean | undefined;
};

export type UnitTreePage = { readonly frame: InsightsFrame } & (
  | { readonly kind: "withdrawn" }
  | { readonly kind: "tree"; readonly rows: readonly TreeRow[] }
);

/** One measure of a unit beside the company and beside the unit it is part of. */
export type Comparison = {
  readonly measure: HeatMeasure;
  readonly figure: Figure;
  readonly verdict: UnitVerdict | null;
  readonly withParent: UnitVerdict | undefined;
};

/** A kind of pair in a unit, in `private` where the breakdown is offered. */
export type PairFigures = {
  readonly pairType: PairType;
  readonly level: Figure;
  readonly states: UnitStates;
};

export type UnitDetail = { readonly frame: InsightsFrame } & (
  | { readonly kind: "withdrawn" }
  | {
      readonly kind: "unit";
      readonly parent: { readonly id: string; readonly name: string } | undefined;
      readonly level: Figure;
      readonly levelVerdict: UnitVerdict | null;
      readonly participation: Figure;
      readonly states: UnitStates;
      readonly past: readonly PastCycle[];
      /** Cycles in which the unit had another parent or other units below it than the cycle before. */
      readonly reorganized: ReadonlySet<string>;
      readonly comparisons: readonly Comparison[];
      readonly pairs: readonly PairFigures[];
      readonly heat: readonly HeatUnit[];
      readonly moreUnits: number;
      /** Of the whole unit alone. */
      readonly custom: readonly CustomQuestionFigures[];
      readonly kept: readonly KeptUnit[];
      /** The duos to look at first; undefined where none are shown by name. */
      readonly duos: readonly TrackedDuo[] | undefined;
      readonly tracked: readonly CycleFacts[];
    }
);

/** The way down to the chosen unit, itself the last, as far as it lies in scope. */
export function unitPath({ units, unit }: InsightsFrame): UnitChoice[] {
  return unit.lineage.flatMap((id) => units.find((one) => one.id === id) ?? []);
}

/** The units that the chosen one stands beside: those with the same parent, or for a top of the scope the other tops. */
export function siblingsOf({ units, unit }: Pick<InsightsFrame, "units" | "unit">): UnitChoice[] {
  const tops = topUnits(units);
  const isTop = tops.some(({ id }) => id === unit.id);
  const beside = isTop ? tops : units.filter(({ parentId }) => parentId === unit.parentId);
  return beside.filter(({ id }) => id !== unit.id);
}

/**
 * The units in view, in tree order: the tops with the units right below them, and what else is open.
 * @param units in scope, parents first; those below a closed one may be left out
 */
export function treeInView<U extends { id: string; parentId: string | null; hasUnits: boolean }>(
  units: readonly U[],
  tops: readonly U[],
  open: ReadonlySet<string>,
): { unit: U; depth: number; open: boolean | undefined }[] {
  const below = groupBy(units, ({ parentId }) => parentId);
  const walk = (unit: U, depth: number): { unit: U; depth: number; open: boolean | undefined }[] => {
    const children = below.get(unit.id) ?? [];
    const isOpen = depth === 0 || open.has(unit.id);
    const own = { unit, depth, open: depth === 0 || !unit.hasUnits ? undefined : isOpen };
    return [own, ...(isOpen ? children.flatMap((child) => walk(child, depth + 1)) : [])];
  };
  return tops.flatMap((unit) => walk(unit, 0));
}

/** A unit's measures beside the company and beside its parent. */
export function comparisonsOf(
  reading: Reading,
  { unitId, cycle }: { unitId: string; cycle: FigureCycle },
  parentId: string | undefined,
): Comparison[] {
  return heatMeasures.map((measure) => {
    const figure = figureOf(reading, { unitId, cycle }, measure);
    const whole =
      parentId === undefined ? undefined : figureOf(reading, { unitId: parentId, cycle }, measure);
    return {
      measure,
      figure,
      verdict: verdictOf(reading, { unitId, cycle }, measure),
      withParent: whole && beside(figure, whole),
    };
  });
}

/** By how much rounding may have moved a mean: those of shown levels are exact, masked ones off by half their step. */
function rounding({ masked, counted }: MeanFigure): number {
  if (!masked) return 0;
  return (counted < WHOLE_POINTS_FROM ? MEAN_STEP : 1) / 2;
}

function beside(part: Figure, whole: Figure): UnitVerdict | undefined {
  if (part.kind !== "mean" || whole.kind !== "mean" || whole.low === null || whole.high === null) {
    return undefined;
  }
  return compareWithWhole(
    { mean: part.value, duos: part.counted },
    { mean: whole.value, duos: whole.counted, interval: { lower: whole.low, upper: whole.high } },
    rounding(part) + rounding(whole),
  );
}

/**
 * Cycles in which the unit had another parent, or other units right below it, than in the cycle before.
 * @param rows the unit and the units right below it, as they were in each cycle
 * @param cycles oldest first
 */
export function reorganizedIn(
  rows: readonly { cycleId: string; unitId: string; parentId: string | null }[],
  cycles: readonly { id: string }[],
): Set<string> {
  const shapeOf = new Map(
    [...groupBy(rows, ({ cycleId }) => cycleId)].map(([cycleId, own]) => [
      cycleId,
      own
        .map(({ unitId, parentId }) => `${unitId} ${parentId}`)
        .sort()
        .join(),
    ]),
  );
  return new Set(
    cycles.flatMap(({ id }, index) => {
      const before = cycles[index - 1];
      const [then, now] = [before && shapeOf.get(before.id), shapeOf.get(id)];
      return then !== undefined && now !== undefined && then !== now ? [id] : [];
    }),
  );
}
