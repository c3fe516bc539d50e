import type { SharingMode } from "../domain/cycles";
import type { PairType } from "../domain/pair-types";
import type { CellMeasure, UnitVerdict } from "../domain/published";
import { unitMean } from "../organization/unit-mean";
import type { UnitPrior } from "../organization/unit-prior";
import { wilsonInterval } from "../statistics/wilson";
import type { HiddenReason } from "./mask";
import { roundHalfToEven } from "./rounding";
import { type ShareBand, shareBand } from "./share-band";

/** A unit's published figure of one measure; hidden ones carry their reason and no number. */
export type Cell = {
  readonly unitId: string;
  readonly measure: CellMeasure;
  readonly pairType: PairType | "all";
  readonly visible: boolean;
  readonly hiddenReason: HiddenReason | null;
  readonly counted: number | null;
  readonly enrolled: number | null;
  /** Whole points of a mean, whole percent of a share of enrolled duos, or a count. */
  readonly value: number | null;
  /** 95% interval in whole points of a mean, or in whole percent of a count's share. */
  readonly low: number | null;
  readonly high: number | null;
  readonly shrunken: number | null;
  readonly verdict: UnitVerdict | null;
  readonly band: ShareBand | null;
};

/** The duos behind a figure: those counted, and how many are enrolled with them. */
export type Members<D> = { readonly counted: readonly D[]; readonly enrolled: number };

/** A cell without any number. */
export function hiddenCell(unitId: string, measure: CellMeasure, reason: HiddenReason | null): Cell {
  return {
    unitId,
    measure,
    pairType: "all",
    visible: false,
    hiddenReason: reason,
    counted: null,
    enrolled: null,
    value: null,
    low: null,
    high: null,
    shrunken: null,
    verdict: null,
    band: null,
  };
}

/** A mean in whole points with Student's interval, and its place beside the other visible units. */
export function meanCell(values: readonly number[], prior?: UnitPrior): Partial<Cell> {
  const unit = unitMean(values, prior);
  if (!unit) return {};
  const whole = (value: number | undefined) =>
    value === undefined ? null : roundHalfToEven(Math.min(100, Math.max(0, value)));
  return {
    value: whole(unit.mean),
    low: whole(unit.interval?.lower),
    high: whole(unit.interval?.upper),
    shrunken: whole(unit.shrunken),
    verdict: prior ? unit.verdict : null,
  };
}

/** How many of the counted duos, with Wilson's interval of the share; in `private` the band of the share alone. */
export function countCell(count: number, total: number, sharingMode: SharingMode): Partial<Cell> {
  if (sharingMode === "private") return { band: shareBand(count, total) };
  const interval = wilsonInterval(count, total);
  return {
    value: count,
    low: interval ? roundHalfToEven(100 * interval.lower) : null,
    high: interval ? roundHalfToEven(100 * interval.upper) : null,
  };
}

/** A share of the enrolled duos in whole percent. */
export function shareCell(count: number, enrolled: number): Partial<Cell> {
  return { value: roundHalfToEven((100 * count) / enrolled) };
}
