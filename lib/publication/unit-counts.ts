import {
  type AttributedRow,
  attributeOf,
  type UnitAttribute,
  unitAttributes,
} from "../domain/duo-attributes";
import { agreementBands, levelBands, sharedDimensionCodes, statusCodes } from "../domain/published";
import { groupBy } from "./group-by";
import { countOverview, type OverviewCounts, type OverviewRow } from "./overview-counts";
import { countRows, type FigureRow, type RowCounts } from "./row-figures";

/** A row as counts of units need it. */
export type CountedRow = FigureRow & OverviewRow & AttributedRow & { readonly unitId: string };

/** The counts of a unit's subtree for one value of an attribute; the value of `all` is empty. */
export type UnitCounts = {
  readonly unitId: string;
  readonly attribute: UnitAttribute;
  readonly value: string;
  readonly counts: StoredCounts;
};

/**
 * What the rows of each unit's subtree add up to, in all and by each attribute (docs/measurement.md 4). Units and
 * values without a row are left out.
 * @param units of the cycle; `lineage` runs from the root to the unit itself
 */
export function countUnits(
  units: readonly { readonly id: string; readonly lineage: readonly string[] }[],
  rows: readonly CountedRow[],
): UnitCounts[] {
  const lineageOf = new Map(units.map(({ id, lineage }) => [id, lineage]));
  return unitAttributes.flatMap((attribute) => {
    // Rows of one team first: they are few groups, and each is added to all units above it.
    const found = new Map<string, UnitCounts>();
    for (const [unitId, home] of groupBy(rows, (row) => row.unitId)) {
      for (const [value, same] of groupBy(home, (row) =>
        attribute === "all" ? "" : attributeOf(row, attribute),
      )) {
        if (value === null) continue;
        const counts = { ...packCounts(countRows(same)), ...countOverview(same) };
        for (const above of lineageOf.get(unitId)!) addTo(found, { unitId: above, attribute, value, counts });
      }
    }
    return [...found.values()];
  });
}

function addTo(found: Map<string, UnitCounts>, more: UnitCounts): void {
  const key = `${more.unitId} ${more.value}`;
  const known = found.get(key);
  found.set(key, known ? { ...known, counts: addPacked(known.counts, more.counts) } : more);
}

function addPacked(a: StoredCounts, b: StoredCounts): StoredCounts {
  const sum = (one: readonly number[], other: readonly number[]) => one.map((n, index) => n + other[index]!);
  return {
    enrolled: a.enrolled + b.enrolled,
    complete: a.complete + b.complete,
    states: sum(a.states, b.states),
    agreement: sum(a.agreement, b.agreement),
    dimensions: sum(a.dimensions, b.dimensions),
    levels: sum(a.levels, b.levels),
    places: sum(a.places, b.places),
    steps: sum(a.steps, b.steps),
    older: sum(a.older, b.older),
    elsewhere: a.elsewhere + b.elsewhere,
  };
}

/** Counts as lists of numbers, in the order of the codes: how the database keeps them. */
export type PackedCounts = {
  readonly enrolled: number;
  readonly complete: number;
  readonly states: number[];
  readonly agreement: number[];
  readonly dimensions: number[];
  readonly levels: number[];
};

/** All that the database keeps of a unit's rows. */
export type StoredCounts = PackedCounts & OverviewCounts;

export function packCounts({
  enrolled,
  complete,
  states,
  agreement,
  dimensions,
  levels,
}: RowCounts): PackedCounts {
  return {
    enrolled,
    complete,
    states: statusCodes.map((code) => states[code]),
    agreement: agreementBands.map((band) => agreement[band]),
    dimensions: sharedDimensionCodes.flatMap((code) => levelBands.map((band) => dimensions[code][band])),
    levels: [...levels],
  };
}

export function unpackCounts(packed: Readonly<PackedCounts>): RowCounts {
  const { enrolled, complete, states, agreement, dimensions, levels } = packed;
  return {
    enrolled,
    complete,
    states: byCode(statusCodes, states),
    agreement: byCode(agreementBands, agreement),
    dimensions: byCode(
      sharedDimensionCodes,
      sharedDimensionCodes.map((_, index) =>
        byCode(levelBands, dimensions.slice(index * levelBands.length, (index + 1) * levelBands.length)),
      ),
    ),
    levels: [...levels],
  };
}

function byCode<Code extends string, Value>(
  codes: readonly Code[],
  values: readonly Value[],
): Record<Code, Value> {
  return Object.fromEntries(codes.map((code, index) => [code, values[index]!])) as Record<Code, Value>;
}
