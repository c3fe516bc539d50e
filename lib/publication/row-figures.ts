import {
  type AgreementBand,
  type LevelBand,
  levelBands,
  type SharedDimensionCode,
  type StatusCode,
} from "../domain/published";
import { intervalFrom } from "../statistics/mean-interval";
import type { DuoRow } from "./duo-row";
import { LEVEL_STEP } from "./rounding";

/** The columns of a row that figures are made of. */
export type FigureRow = Pick<DuoRow, "complete" | "status" | "level" | "agreement" | "dimensionBands">;

/** How many levels a row can show: 0, 5, … 100. */
export const LEVEL_STEPS = 1 + 100 / LEVEL_STEP;

/** What rows add up to. */
export type RowCounts = {
  /** All rows: enrolled duos. */
  readonly enrolled: number;
  readonly complete: number;
  /** Complete duos by state, "not enough data" included. */
  readonly states: Readonly<Record<StatusCode, number>>;
  readonly agreement: Readonly<Record<AgreementBand, number>>;
  readonly dimensions: Readonly<Record<SharedDimensionCode, Readonly<Record<LevelBand, number>>>>;
  /** How many rows show the level 0, 5, … 100. */
  readonly levels: readonly number[];
};

/** The mean of shown levels, 0 to 100. */
export type LevelFigure = {
  /** Rows that show a level. */
  readonly duos: number;
  readonly mean: number;
  /** Student's 95% interval over the shown levels, within 0 to 100; `null` where they do not differ. */
  readonly low: number | null;
  readonly high: number | null;
};

/**
 * The level of a set of rows: mean and t interval over the levels shown, in steps of 5 (docs/measurement.md 4).
 * @param levels of `RowCounts`
 * @returns undefined where no row shows a level; nothing is rounded
 */
export function levelFigure(levels: readonly number[]): LevelFigure | undefined {
  // Counts are added up as they are: as single levels, those of 10,000 duos took most of a page's time.
  const total = (valueAt: (level: number) => number) =>
    levels.reduce((sum, count, step) => sum + count * valueAt(LEVEL_STEP * step), 0);
  const duos = total(() => 1);
  if (duos === 0) return undefined;
  const mean = total((level) => level) / duos;
  const squares = total((level) => (level - mean) ** 2);
  // Levels that are all the same show no spread, and nothing says that there is none.
  const interval = squares > 0 ? intervalFrom({ n: duos, mean, variance: squares / (duos - 1) }) : undefined;
  return {
    duos,
    mean,
    low: interval ? Math.max(0, interval.lower) : null,
    high: interval ? Math.min(100, interval.upper) : null,
  };
}

/** How many rows have a band of a dimension: the N beside its counts of low and high. */
export function rowsWithBand(bands: Readonly<Record<LevelBand, number>>): number {
  return levelBands.reduce((sum, band) => sum + bands[band], 0);
}
