import type { PairType } from "../domain/pair-types";
import type { CellMeasure, UnitVerdict } from "../domain/published";
import { UPPER_QUANTILE } from "../statistics/interval";
import { mean } from "../statistics/mean";
import { studentTQuantile } from "../statistics/student-t";
import { variance } from "../statistics/variance";
import { ENDS } from "./ends";
import type { HiddenReason } from "./mask";
import { roundHalfToEven, withoutRoundingError } from "./rounding";
import { type ShareBand, shareBandOf } from "./share-band";

/**
 * A masked unit figure as published: everything that is not counted from readable rows. A hidden cell carries its
 * reason and no number.
 */
export type MaskedCell = {
  readonly unitId: string;
  readonly measure: CellMeasure;
  readonly pairType: PairType | "all";
  readonly visible: boolean;
  readonly hiddenReason: HiddenReason | null;
  /** n of N beside a visible figure: counted of enrolled duos. */
  readonly counted: number | null;
  readonly enrolled: number | null;
  /** A mean from 10 ("10 or less") to 90 ("90 or more"), in steps of 5 below 20 counted duos; a participation in percent. */
  readonly value: number | null;
  /** 95% interval of a mean in whole points within 10 and 90, from 20 counted duos on. */
  readonly low: number | null;
  readonly high: number | null;
  /** Beside the company; in cells `verdict:…` only. */
  readonly verdict: UnitVerdict | null;
  /** The band of a share. */
  readonly band: ShareBand | null;
  /**
   * For the publisher alone: people for whom this cell would isolate too few others if they read it. None of them
   * reads it when it is published; who gets a leader's scope later is looked up here.
   */
  readonly unsafeFor: readonly string[];
};

/** Points to whose nearest multiple a mean of fewer duos is published. */
export const MEAN_STEP = 5;
/** From this many counted duos on a mean is published in whole points and with its interval. */
export const WHOLE_POINTS_FROM = 20;
/**
 * An interval says neither that the duos of a unit hardly differ nor that they all lie at an end of the scale: standard
 * deviations below 5 points count as 5, and single values beyond an end as the end.
 */
const MINIMUM_VARIANCE = 25;

/** A cell without any number. */
export function hiddenCell(unitId: string, measure: CellMeasure, reason: HiddenReason | null): MaskedCell {
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
    verdict: null,
    band: null,
    unsafeFor: [],
  };
}

/**
 * A mean as published: the nearest 5 points, from 20 counted duos on whole points with Student's 95% interval, always
 * within the ends.
 * @param held the counted duos' values, 0 to 100, held at the ends group by group
 * @param values the values themselves, for the spread behind an interval
 */
export function coarseMean(
  held: readonly number[],
  values: readonly number[],
): Pick<MaskedCell, "value" | "low" | "high"> {
  const centre = mean(held)!;
  if (held.length < WHOLE_POINTS_FROM) return coarsestMean(held);
  const spread = Math.max(MINIMUM_VARIANCE, variance(values.map(withinEnds))!);
  const half = studentTQuantile(UPPER_QUANTILE, values.length - 1)! * Math.sqrt(spread / values.length);
  const whole = (points: number) => withinEnds(roundHalfToEven(withoutRoundingError(points)));
  return { value: whole(centre), low: whole(centre - half), high: whole(centre + half) };
}

/**
 * A mean to the nearest 5 points, of however many duos, without an interval.
 * @param held the counted duos' values, 0 to 100, held at the ends group by group
 */
export function coarsestMean(held: readonly number[]): Pick<MaskedCell, "value" | "low" | "high"> {
  const nearest = MEAN_STEP * roundHalfToEven(withoutRoundingError(mean(held)!) / MEAN_STEP);
  return { value: withinEnds(nearest), low: null, high: null };
}

/**
 * The band of a share.
 * @param values 0 to 1, held at the ends group by group
 */
export function coarseShare(values: readonly number[]): Pick<MaskedCell, "band"> {
  return { band: shareBandOf(withoutRoundingError(mean(values)!)) };
}

const withinEnds = (points: number) => Math.min(ENDS.high, Math.max(ENDS.low, points));
