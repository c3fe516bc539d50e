import type { CycleState, OpeningDay } from "../domain/cycles";
import type { AgreementBand, DimensionBands, LevelBand, StatusCode } from "../domain/published";
import type { CycleRow } from "../engine/duo-row";
import { levelBand, publishedLevel } from "./rounding";
import { holdBands, type RowBands } from "./row-bands";

/** What an audience last read of a duo: its row in the newest cycle in which the duo was complete. */
export type PreviousRow = {
  readonly cycleId: string;
  /** Position of that cycle in the audience's history, from 1; withdrawn cycles keep their place. */
  readonly position: number;
  readonly status: StatusCode;
  readonly statusCycles: number;
  readonly sinceCycleId: string | null;
  readonly sinceOn: string | null;
  readonly level: number | null;
  readonly agreement: AgreementBand | null;
  readonly dimensionBands: DimensionBands | null;
};

/** A cycle of the audience's history: its id, and the calendar day on which it opened. */
export type HistoryCycle = OpeningDay & { readonly id: string; readonly state: CycleState };

/** What an audience may read of a duo in a cycle; the columns of the published rows. */
export type DuoRow = {
  readonly complete: boolean;
  readonly status: StatusCode | null;
  /** Codes joined with "+"; empty where the status has none. */
  readonly reason: string;
  readonly sinceCycleId: string | null;
  readonly sinceOn: string | null;
  /** Opening days of the first and the last cycle of the 80% interval in which a diverging duo's change began. */
  readonly sinceFromOn: string | null;
  readonly sinceToOn: string | null;
  readonly statusCycles: number;
  /** Points by which the level of a declining duo fell since then, in steps of 5; by how much a gap widened is not said. */
  readonly fall: number | null;
  /** 0 to 100 in steps of 5. */
  readonly level: number | null;
  readonly levelBand: LevelBand | null;
  readonly agreement: AgreementBand | null;
  readonly dimensionBands: DimensionBands | null;
  readonly previousStatus: StatusCode | null;
  readonly previousLevel: number | null;
  /** The last cycle in which the duo was complete, when it is not in this one. */
  readonly lastStatusCycleId: string | null;
};

/** The row of a duo that lacks a partner's answers: "incomplete", and when it last had a status. */
export function incompleteRow(previous: PreviousRow | undefined): DuoRow {
  return {
    complete: false,
    status: null,
    reason: "",
    sinceCycleId: null,
    sinceOn: null,
    sinceFromOn: null,
    sinceToOn: null,
    statusCycles: 0,
    fall: null,
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
 * The row of a duo complete in this cycle (docs/measurement.md 3.3, "What is published of a duo"): status,
 * reason and since, the level to the nearest 5 points, the bands held to one step a cycle. A row "not enough data"
 * shows neither level nor bands, and does not say who is missing.
 * @param verdict the engine's, over the audience's history
 * @param bands what the answers say, before they are held
 * @param previous the audience's own earlier row; undefined where its history starts afresh
 * @param history the audience's cycles, oldest first; the engine's positions count in it, the last one is now
 */
export function completeRow({
  verdict,
  bands,
  previous,
  history,
}: {
  verdict: CycleRow;
  bands: RowBands;
  previous: PreviousRow | undefined;
  history: readonly HistoryCycle[];
}): DuoRow {
  const { status } = verdict;
  const hasData = status !== "not-enough-data";
  const level = shownLevel(verdict);
  const lasts = previous?.status === status;
  const started = startOf(verdict, previous, history);
  const shown = hasData ? holdBands(bands, bandsRightBefore(previous, history)) : undefined;
  return {
    complete: true,
    status,
    reason: hasData ? (verdict.reason ?? "") : "",
    sinceCycleId: started?.id ?? null,
    sinceOn: started?.opensOn ?? null,
    ...intervalOf(verdict, history),
    statusCycles: lasts && previous ? previous.statusCycles + history.length - previous.position : 1,
    fall: level === null ? null : shownFall(verdict),
    level,
    levelBand: level === null ? null : levelBand(level),
    agreement: shown?.agreement ?? null,
    dimensionBands: shown?.dimensions ?? null,
    previousStatus: previous?.status ?? null,
    previousLevel: previous?.level ?? null,
    lastStatusCycleId: null,
  };
}

/** The level that a row shows: the nearest 5 points of the engine's estimate, none where data do not suffice. */
export function shownLevel({ status, level }: Pick<CycleRow, "status" | "level">): number | null {
  return level === null || status === "not-enough-data" ? null : publishedLevel(level);
}

/** How far the level of a duo that is diverging by a decline fell, to the nearest 5 points; none where that is 0. */
function shownFall({ status, flags, size }: Pick<CycleRow, "status" | "flags" | "size">): number | null {
  if (status !== "diverging" || !flags.declining || !size.declining) return null;
  const fall = publishedLevel(size.declining.points);
  return fall > 0 ? Math.min(fall, 100) : null;
}

function intervalOf(
  { sinceInterval }: CycleRow,
  history: readonly HistoryCycle[],
): Pick<DuoRow, "sinceFromOn" | "sinceToOn"> {
  const dayOf = (position: number | undefined) =>
    (position !== undefined && standingFrom(position, history)?.opensOn) || null;
  return { sinceFromOn: dayOf(sinceInterval?.from), sinceToOn: dayOf(sinceInterval?.to) };
}

/**
 * The cycle at a position of the history, or the next one where that was withdrawn: no row is dated to a
 * withdrawn cycle.
 */
const standingFrom = (position: number, history: readonly HistoryCycle[]) =>
  history.slice(position - 1).find(({ state }) => state !== "withdrawn");

/** Only the row of the calendar cycle right before holds this one's bands. */
function bandsRightBefore(
  previous: PreviousRow | undefined,
  history: readonly HistoryCycle[],
): RowBands | undefined {
  if (!previous || previous.position !== history.length - 1) return undefined;
  return { agreement: previous.agreement, dimensions: previous.dimensionBands ?? {} };
}

/** A trend is dated by the engine, back to where it set in; any other status by the cycle that first showed it. */
function startOf(
  verdict: CycleRow,
  previous: PreviousRow | undefined,
  history: readonly HistoryCycle[],
): Pick<HistoryCycle, "id" | "opensOn"> | undefined {
  if (verdict.sinceCycle !== null) return standingFrom(verdict.sinceCycle, history);
  if (previous?.status === verdict.status && previous.sinceCycleId !== null && previous.sinceOn !== null) {
    return { id: previous.sinceCycleId, opensOn: previous.sinceOn };
  }
  return history.at(-1);
}
