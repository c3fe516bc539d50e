import type { PairType } from "../domain/pair-types";
import {
  agreementBands,
  levelBands,
  sharedDimensionCodes,
  statusCodes,
  type UnitAttribute,
  unitAttributes,
} from "../domain/published";
import { groupBy } from "./group-by";
import { addCounts, countRows, type FigureRow, type RowCounts } from "./row-figures";

/** A row as counts of units need it. */
export type CountedRow = FigureRow & {
  readonly unitId: string;
  readonly pairType: PairType;
};

/** The counts of a unit's subtree for one value of an attribute; the value of `all` is empty. */
export type UnitCounts = {
  readonly unitId: string;
  readonly attribute: UnitAttribute;
  readonly value: string;
  readonly counts: RowCounts;
};

const valueBy: Record<UnitAttribute, (row: CountedRow) => string> = {
  all: () => "",
  pair: ({ pairType }) => pairType,
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
  const counted = new Map<string, Omit<UnitCounts, "counts"> & { counts: RowCounts }>();
  for (const attribute of unitAttributes) {
    const homes = groupBy(rows, (row) => JSON.stringify([row.unitId, valueBy[attribute](row)]));
    for (const ofHome of homes.values()) {
      const [first] = ofHome;
      const value = valueBy[attribute](first!);
      const counts = countRows(ofHome);
      for (const unitId of lineageOf.get(first!.unitId)!) {
        const key = JSON.stringify([unitId, attribute, value]);
        const known = counted.get(key);
        if (known) known.counts = addCounts(known.counts, counts);
        else counted.set(key, { unitId, attribute, value, counts });
      }
    }
  }
  return [...counted.values()];
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
