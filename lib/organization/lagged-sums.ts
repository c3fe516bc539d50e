import { dimensionCodes } from "@/lib/domain/published";
import type { DimensionScores } from "@/lib/scoring/person";

/** One person's cycle: dimension scores (0–100) and the multiplier answer MX1 (1–5). */
export interface PersonCycle {
  readonly dimensions: DimensionScores;
  readonly mx?: number | undefined;
}

/** Both partners' cycles; position = calendar cycle, undefined where somebody did not answer. */
export interface DuoHistory {
  readonly ic: readonly (PersonCycle | undefined)[];
  readonly manager: readonly (PersonCycle | undefined)[];
}

/** The criterion and the nine predictors. */
export const COLUMNS = dimensionCodes.length + 1;

/** n, the sum of every column, and of the product of every pair of columns (upper triangle). */
export const SUMS = 1 + COLUMNS + (COLUMNS * (COLUMNS + 1)) / 2;

/** `SUMS` numbers for each duo that has at least one observation; `duos` of them. */
export interface LaggedSums {
  readonly duos: number;
  readonly sums: Float64Array;
}

/**
 * Sums and cross products of each duo's observations: a person's nine dimensions in one cycle against the *partner's*
 * MX1 in the next, both directions (measurement specification 4, "Drivers"). Crossing over keeps one person's mood from
 * making both sides of a relation. An observation needs all nine dimensions and the answer.
 */
export function laggedSums(histories: readonly DuoHistory[]): LaggedSums {
  const sums = new Float64Array(histories.length * SUMS);
  const row = new Float64Array(COLUMNS);
  let duos = 0;
  for (const { ic, manager } of histories) {
    const own = sums.subarray(duos * SUMS, (duos + 1) * SUMS);
    addDirection(own, row, ic, manager);
    addDirection(own, row, manager, ic);
    if (own[0]! > 0) duos++;
  }
  return { duos, sums: sums.subarray(0, duos * SUMS) };
}

function addDirection(
  sums: Float64Array,
  row: Float64Array,
  mine: DuoHistory["ic"],
  partners: DuoHistory["ic"],
): void {
  for (let cycle = 0; cycle + 1 < partners.length; cycle++) {
    if (fill(row, mine[cycle], partners[cycle + 1])) addRow(sums, row);
  }
}

function fill(row: Float64Array, mine: PersonCycle | undefined, next: PersonCycle | undefined): boolean {
  if (mine === undefined || next?.mx === undefined) return false;
  row[0] = next.mx;
  for (let dimension = 0; dimension < dimensionCodes.length; dimension++) {
    const score = mine.dimensions[dimensionCodes[dimension]!];
    if (score === undefined) return false;
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
