import { type CellMeasure, type StatusCode, statusCodes } from "../domain/published";
import type { Cell } from "../publication/cell";
import type { HiddenReason } from "../publication/mask";
import type { ShareBand } from "../publication/share-band";

/** Why a unit figure is missing; the last: pair types are not offered there. */
export type HiddenWhy = HiddenReason | "not-offered";

/** A published unit figure of a cycle as read, for all kinds of pairs or the one that was asked for. */
export type CellRow = Omit<Cell, "pairType"> & { readonly cycleId: string };

export type CellLookup = (unitId: string, cycleId: string, measure: CellMeasure) => CellRow | undefined;

/** Cells by unit, cycle and measure. A visible unit without a row for a pair type has no breakdown. */
export function cellLookup(cells: readonly CellRow[]): CellLookup {
  const key = (...parts: string[]) => parts.join(" ");
  const found = new Map(cells.map((cell) => [key(cell.unitId, cell.cycleId, cell.measure), cell]));
  return (unitId, cycleId, measure) => found.get(key(unitId, cycleId, measure));
}

/** Why a cell shows nothing; undefined for one that does. */
export function hiddenWhy(cell: CellRow | undefined): HiddenWhy | undefined {
  if (!cell) return "not-offered";
  return cell.visible ? undefined : (cell.hiddenReason ?? "too-few");
}

/** A state's count in `scoped`, its share's band in `private`. */
export type StateShare = { status: StatusCode; value: number | null; band: ShareBand | null };

/** A unit's duos by state in one cycle. */
export type UnitStates =
  | { hidden: HiddenWhy }
  | {
      hidden: undefined;
      /** Complete duos, all of them counted, and those enrolled. */
      counted: number;
      enrolled: number;
      states: readonly StateShare[];
      /** Duos that may be changing, not beyond noise. */
      watch: number | null;
    };

/** The states of a unit; they stand under one mask, so one hidden cell means all are. */
export function unitStates(cells: CellLookup, unitId: string, cycleId: string): UnitStates {
  const whole = cells(unitId, cycleId, "status:multiplying");
  const hidden = hiddenWhy(whole);
  if (!whole || hidden) return { hidden: hidden ?? "not-offered" };
  return {
    hidden: undefined,
    counted: whole.counted ?? 0,
    enrolled: whole.enrolled ?? 0,
    states: statusCodes.map((status) => {
      const cell = cells(unitId, cycleId, `status:${status}`);
      return { status, value: cell?.value ?? null, band: cell?.band ?? null };
    }),
    watch: cells(unitId, cycleId, "watch")?.value ?? null,
  };
}

/** The best single figure for a unit's mean: drawn towards the whole where its duos are few. */
export function bestMean({ shrunken, value }: Pick<CellRow, "shrunken" | "value">): number | null {
  return shrunken ?? value;
}
