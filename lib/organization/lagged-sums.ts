import { dimensionCodes } from "@/lib/domain/published";

/** One person's cycle: nine dimension scores (0 to 100) in the instrument's order and the multiplier answer MX1 (1 to 5). */
export interface PersonCycle {
  readonly dimensions: readonly (number | null)[];
  readonly mx1: number | null;
}

/** Both partners' cycles by position of the calendar cycle; undefined where a person did not answer. */
export interface PartnerHistories {
  readonly ic: readonly (PersonCycle | undefined)[];
  readonly manager: readonly (PersonCycle | undefined)[];
}

/** Number of columns: the criterion and the nine predictors. */
export const COLUMNS = dimensionCodes.length + 1;

/**
 * Numbers stored for a duo: n, the sum of every column, and the sum of products of every pair of columns
 * (upper triangle).
 */
export const SUMS = 1 + COLUMNS + (COLUMNS * (COLUMNS + 1)) / 2;

/** `SUMS` numbers for each duo that has at least one observation; `duos` is how many such duos there are. */
export interface LaggedSums {
  readonly duos: number;
  readonly sums: Float64Array;
}

/**
 * Sums and cross products of each duo's observations (docs/measurement.md 4, "Drivers"). An observation is one person's nine
 * dimensions in a cycle with the *partner's* MX1 answer in the next; both directions count, and all ten values are needed.
 * Because the two come from different people, one person's mood cannot cause a correlation.
 */
export function laggedSums(histories: Iterable<PartnerHistories>): LaggedSums {
  const found: Float64Array[] = [];
  const row = new Float64Array(COLUMNS);
  for (const { ic, manager } of histories) {
    const own = new Float64Array(SUMS);
    for (const [mine, partners] of [
      [ic, manager],
      [manager, ic],
    ] as const) {
      for (let cycle = 0; cycle + 1 < partners.length; cycle++) {
        if (fill(row, mine[cycle], partners[cycle + 1])) addRow(own, row);
      }
    }
    if (own[0]! > 0) found.push(own);
  }
  const sums = new Float64Array(found.length * SUMS);
  found.forEach((own, duo) => {
    sums.set(own, duo * SUMS);
  });
  return { duos: found.length, sums };
}

/** Writes an observation into `row`; false where a value of it is missing. */
function fill(row: Float64Array, mine: PersonCycle | undefined, next: PersonCycle | undefined): boolean {
  if (mine === undefined || next === undefined || next.mx1 === null) return false;
  row[0] = next.mx1;
  for (let dimension = 0; dimension < dimensionCodes.length; dimension++) {
    const score = mine.dimensions[dimension] ?? null;
    if (score === null) return false;
    row[dimension + 1] = score;
  }
  return true;
}

function addRow(sums: Float64Array, row: Float64Array): void {
  sums[0]! += 1;
  let cell = 1 + COLUMNS;
  for (let i = 0; i < COLUMNS; i++) {
    const value = row[i]!;
    sums[1 + i]! += value;
    for (let j = i; j < COLUMNS; j++, cell++) sums[cell]! += value * row[j]!;
  }
}
