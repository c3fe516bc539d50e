import { type LevelBand, type SharedDimensionCode, sharedDimensionCodes } from "../domain/published";
import { type RowCounts, rowsWithBand } from "../publication/row-figures";
import { benjaminiHochberg } from "../statistics/benjamini-hochberg";
import { fisherExact } from "../statistics/fisher-exact";

/** A unit has more high or fewer low duos than the rest beyond chance, or the other way round. */
export type Difference = "up" | "down";

/** Of the differences shown at most one in ten is expected to be chance (docs/measurement.md 4). */
export const UNIT_FALSE_DISCOVERIES = 0.1;

type Bands = Readonly<Record<LevelBand, number>>;

/** What differs in a unit, by dimension; a dimension that does not is left out. */
export type UnitDifferences = Partial<Record<SharedDimensionCode, Difference>>;

/**
 * On which dimensions each unit of a table differs from the rest that its reader may read: two Fisher exact tests a
 * cell, of the duos with a low and with a high band, against those outside the unit, Benjamini-Hochberg over the table
 * (docs/measurement.md 4).
 * @param units what each unit's rows add up to; undefined without a row
 * @param tops what the rows of the reader's top units add up to, all that the reader may read
 * @returns one for each unit; nothing for a unit that holds all rows
 */
export function unitDifferences(
  units: readonly (RowCounts | undefined)[],
  tops: readonly (RowCounts | undefined)[],
): UnitDifferences[] {
  const cells = units.flatMap((counts, unit) =>
    counts
      ? sharedDimensionCodes.map((code) => ({
          unit,
          code,
          own: counts.dimensions[code],
          rest: restOf(tops, code, counts.dimensions[code]),
        }))
      : [],
  );
  const tests = cells.flatMap((cell) => [testOf(cell, "low"), testOf(cell, "high")]);
  const adjusted = benjaminiHochberg(tests.map(({ p }) => p));
  const found: UnitDifferences[] = units.map(() => ({}));
  for (const [index, { unit, code }] of cells.entries()) {
    const own = [0, 1].flatMap((which) => {
      const q = adjusted[2 * index + which];
      const test = tests[2 * index + which]!;
      return q !== undefined && q <= UNIT_FALSE_DISCOVERIES ? [{ q, difference: test.difference }] : [];
    });
    const [first] = own.sort((a, b) => a.q - b.q);
    if (first) found[unit]![code] = first.difference;
  }
  return found;
}

/** Whether a unit has duos with a band, and the reader may read others beside it. */
export const hasRest = (counts: RowCounts | undefined, tops: readonly (RowCounts | undefined)[]): boolean =>
  sharedDimensionCodes.some((code) => {
    const own = counts?.dimensions[code];
    return own && rowsWithBand(own) > 0 && rowsWithBand(restOf(tops, code, own)) > 0;
  });

type Cell = { own: Bands; rest: Bands };

function testOf(
  { own, rest }: Cell,
  band: "low" | "high",
): { p: number | undefined; difference: Difference } {
  const [trials, others] = [rowsWithBand(own), rowsWithBand(rest)];
  const more = own[band] * others > rest[band] * trials;
  return {
    p: fisherExact({ count: own[band], trials }, { count: rest[band], trials: others }),
    difference: (band === "high") === more ? "up" : "down",
  };
}

/** Duos by band outside a unit: at least none, also where nothing else may be read. */
function restOf(tops: readonly (RowCounts | undefined)[], code: SharedDimensionCode, part: Bands): Bands {
  const all = tops.flatMap((top) => top?.dimensions[code] ?? []);
  const rest = (band: LevelBand) => Math.max(0, all.reduce((sum, one) => sum + one[band], 0) - part[band]);
  return { low: rest("low"), middle: rest("middle"), high: rest("high") };
}
