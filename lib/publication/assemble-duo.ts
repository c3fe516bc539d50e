import {
  type AgreementBand,
  type DimensionBands,
  type DimensionCode,
  dimensionCodes,
  type LevelBand,
  type StatusCode,
} from "../domain/published";
import type { CycleRow } from "../engine/run-cycle";
import { levelBand, publishedLevel } from "./rounding";

/** One person's figures of a cycle, 0 to 100, as stored for the engine; `null` where there are too few answers. */
export type PersonFigures = {
  readonly score: number | null;
  readonly mx1: number | null;
  /** Nine dimensions in the instrument's order. */
  readonly dimensions: readonly (number | null)[];
  /** The same over shared items only. */
  readonly shared: readonly (number | null)[];
};

/** What an audience last read of a duo. */
export type PreviousFigures = {
  readonly cycleId: string;
  /** Position of that cycle in the audience's history, from 1. */
  readonly position: number;
  readonly status: StatusCode;
  readonly statusCycles: number;
  readonly sinceCycleId: string | null;
  readonly sinceOn: string | null;
  readonly level: number | null;
};

/** A cycle of the audience's history: its id, and the calendar day on which it opened. */
export type HistoryCycle = { readonly id: string; readonly opensOn: string };

/** What both audiences may read of a duo in a cycle; the columns of the published rows. */
export type DuoFigures = {
  readonly complete: boolean;
  readonly status: StatusCode | null;
  readonly reason: string;
  readonly sinceCycleId: string | null;
  readonly sinceOn: string | null;
  readonly statusCycles: number;
  readonly level: number | null;
  readonly levelBand: LevelBand | null;
  readonly agreement: AgreementBand | null;
  readonly dimensionBands: DimensionBands | null;
  readonly previousStatus: StatusCode | null;
  readonly previousLevel: number | null;
  readonly lastStatusCycleId: string | null;
};

/** The row of a duo that lacks a partner's answers: "incomplete", and when it last had a status. */
export function incompleteFigures(previous: PreviousFigures | undefined): DuoFigures {
  return {
    complete: false,
    status: null,
    reason: "",
    sinceCycleId: null,
    sinceOn: null,
    statusCycles: 0,
    level: null,
    levelBand: null,
    agreement: null,
    dimensionBands: null,
    previousStatus: null,
    previousLevel: null,
    lastStatusCycleId: previous?.cycleId ?? null,
  };
}

/**
 * The row of a duo complete in this cycle (measurement specification 3.3, as far as others may read it): the level to
 * the nearest 5 points and its band, bands of what else is known. Who is missing from "not enough data" is not said.
 * @param history the audience's cycles, oldest first; the engine's positions count in it, the last one is now
 */
export function completeFigures(
  row: CycleRow,
  bands: { agreement: AgreementBand | null; dimensions: DimensionBands },
  previous: PreviousFigures | undefined,
  history: readonly HistoryCycle[],
): DuoFigures {
  const level = publishedLevelOf(row);
  const lasts = previous?.status === row.status;
  const started = startOf(row, previous, history);
  return {
    complete: true,
    status: row.status,
    reason: row.status === "not-enough-data" ? "" : (row.reason ?? ""),
    sinceCycleId: started?.id ?? null,
    sinceOn: started?.opensOn ?? null,
    statusCycles: lasts && previous ? previous.statusCycles + history.length - previous.position : 1,
    level,
    levelBand: level === null ? null : levelBand(level),
    agreement: bands.agreement,
    dimensionBands: bands.dimensions,
    previousStatus: previous?.status ?? null,
    previousLevel: previous?.level ?? null,
    lastStatusCycleId: null,
  };
}

/** The level that a row shows, undefined data shows none. */
export function publishedLevelOf(row: CycleRow): number | null {
  return row.level === null || row.status === "not-enough-data" ? null : publishedLevel(row.level);
}

/** A trend is dated by the engine, back to where it set in; any other status by the cycle that first showed it. */
function startOf(
  row: CycleRow,
  previous: PreviousFigures | undefined,
  history: readonly HistoryCycle[],
): HistoryCycle | undefined {
  if (row.sinceCycle !== null) return history[row.sinceCycle - 1];
  if (previous?.status === row.status && previous.sinceCycleId !== null && previous.sinceOn !== null) {
    return { id: previous.sinceCycleId, opensOn: previous.sinceOn };
  }
  return history.at(-1);
}

/** Mean of both partners' figures, dimension by dimension; `null` where one of them has none. */
export function duoDimensions(
  ic: readonly (number | null)[],
  manager: readonly (number | null)[],
): (number | null)[] {
  return dimensionCodes.map((_, index) => {
    const [a, b] = [ic[index] ?? null, manager[index] ?? null];
    return a === null || b === null ? null : (a + b) / 2;
  });
}

/** Bands of a duo's dimensions, cut at 40 and 70, from shared items only; Trust has none. */
export function dimensionBandsOf(ic: PersonFigures, manager: PersonFigures): DimensionBands {
  const bands: DimensionBands = {};
  duoDimensions(ic.shared, manager.shared).forEach((value, index) => {
    const code: DimensionCode = dimensionCodes[index]!;
    if (value !== null && code !== "TRUST") bands[code] = levelBand(value);
  });
  return bands;
}
