import {
  type AttributedRow,
  attributeOf,
  attributeValues,
  type UnitAttribute,
  unitAttributes,
} from "../domain/duo-attributes";
import { agreementBands, levelBands, sharedDimensionCodes, statusCodes } from "../domain/published";
import { type OverviewCounts, type OverviewRow, placeAt, stepAt } from "./overview-counts";
import { LEVEL_STEP } from "./rounding";
import { type FigureRow, LEVEL_STEPS, type RowCounts } from "./row-figures";

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
  const aboveOf = new Map(units.map(({ id, lineage }) => [id, lineage]));
  const placeOf = new Map(units.map(({ id }, place) => [id, place]));
  const counted = rows.map((row) => ({
    row,
    ones: countedIn(row),
    above: aboveOf.get(row.unitId)!.map((id) => placeOf.get(id)!),
  }));
  return unitAttributes.flatMap((attribute) => {
    const values: readonly string[] = attribute === "all" ? [""] : attributeValues[attribute];
    // Unit by unit, of each unit value by value: ten thousand rows are added to hundreds of thousands of sums.
    const sums = new Int32Array(units.length * values.length * width);
    for (const { row, ones, above } of counted) {
      const value = attribute === "all" ? "" : attributeOf(row, attribute);
      if (value === null) continue;
      const at = values.indexOf(value);
      for (const unit of above) {
        const start = (unit * values.length + at) * width;
        for (const place of ones) sums[start + place]!++;
      }
    }
    return units.flatMap(({ id }, unit) =>
      values.flatMap((value, at) => {
        const start = (unit * values.length + at) * width;
        if (sums[start + starts.enrolled] === 0) return [];
        return { unitId: id, attribute, value, counts: storedCounts(sums.subarray(start, start + width)) };
      }),
    );
  });
}

/** How many numbers each of the stored counts has. */
const lengths = {
  enrolled: 1,
  complete: 1,
  states: statusCodes.length,
  agreement: agreementBands.length,
  dimensions: sharedDimensionCodes.length * levelBands.length,
  levels: LEVEL_STEPS,
  places: levelBands.length * agreementBands.length * statusCodes.length,
  steps: statusCodes.length ** 2,
  older: statusCodes.length ** 2,
  elsewhere: 1,
} as const satisfies Record<keyof StoredCounts, number>;

/** Where each of them begins in a list of all, and how long that list is. */
const starts = { ...lengths };
let width = 0;
for (const name of Object.keys(lengths) as (keyof StoredCounts)[]) {
  (starts as Record<keyof StoredCounts, number>)[name] = width;
  width += lengths[name];
}

/** The places of that list in which a row counts: what the columns say of it. */
function countedIn({ complete, status, level, levelBand, agreement, ...row }: CountedRow): number[] {
  const ones: number[] = [starts.enrolled];
  if (complete) {
    ones.push(starts.complete);
    if (status) ones.push(starts.states + statusCodes.indexOf(status));
    if (agreement) ones.push(starts.agreement + agreementBands.indexOf(agreement));
    if (level !== null) ones.push(starts.levels + level / LEVEL_STEP);
    for (const [index, code] of sharedDimensionCodes.entries()) {
      const band = row.dimensionBands?.[code];
      if (band) ones.push(starts.dimensions + index * levelBands.length + levelBands.indexOf(band));
    }
  }
  if (!status) return ones;
  if (levelBand && agreement) ones.push(starts.places + placeAt(levelBand, agreement, status));
  if (!row.previousStatus) return ones;
  if (row.before === "elsewhere") ones.push(starts.elsewhere);
  else ones.push((row.before === "here" ? starts.steps : starts.older) + stepAt(row.previousStatus, status));
  return ones;
}

function storedCounts(sums: Int32Array): StoredCounts {
  const one = (name: keyof StoredCounts) => sums[starts[name]]!;
  // Counted through: for hundreds of thousands of lists an iterator takes several times as long.
  const list = (name: keyof StoredCounts) => {
    const numbers: number[] = [];
    for (let at = starts[name]; at < starts[name] + lengths[name]; at++) numbers.push(sums[at]!);
    return numbers;
  };
  return {
    enrolled: one("enrolled"),
    complete: one("complete"),
    states: list("states"),
    agreement: list("agreement"),
    dimensions: list("dimensions"),
    levels: list("levels"),
    places: list("places"),
    steps: list("steps"),
    older: list("older"),
    elsewhere: one("elsewhere"),
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

/** Counts by code, from lists in the order of the codes. */
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
