import { csvInstant } from "../csv/csv";
import type { PairType } from "../domain/pair-types";
import type { CellMeasure, UnitVerdict } from "../domain/published";
import { roundHalfToEven, wholePercent } from "../publication/rounding";
import { wilsonInterval } from "../statistics/wilson";
import { type UnitFileColumn, unitFileColumns } from "./export";
import type { Figure } from "./figures";

export type UnitFileRow = {
  readonly cycle: { readonly number: number; readonly opensAt: Date; readonly instrumentVersion: string };
  readonly unit: { readonly id: string; readonly label: string };
  readonly measure: CellMeasure;
  /** Of an organization's own question its words and, of a choice, the option; else empty. */
  readonly asked: { readonly question: string; readonly answer: string };
  readonly pairType: PairType | "all";
  /** The attributes that the view was narrowed to, each with its value. */
  readonly only: readonly (readonly [name: string, value: string])[];
  readonly figure: Figure;
  readonly verdict: UnitVerdict | null;
};

/** The cells of one row in the order of `unitFileColumns`; figures are rounded as the screen rounds them. */
export function unitFileCells(row: UnitFileRow): string[] {
  const { cycle, unit, measure, asked, pairType, only, figure, verdict } = row;
  const own: Partial<Record<UnitFileColumn, string | number | null>> = {
    cycle: cycle.number,
    cycle_opened_at: csvInstant(cycle.opensAt),
    questions_version: cycle.instrumentVersion,
    unit_id: unit.id,
    unit: unit.label,
    measure,
    ...asked,
    pair_type: pairType,
    only_duos_with: only.map(([name, value]) => `${name}=${value}`).join(" "),
    verdict,
    ...figureCells(figure),
  };
  return unitFileColumns.map((column) => String(own[column] ?? ""));
}

const whole = (value: number | null) => value && roundHalfToEven(value);

function figureCells(figure: Figure): Partial<Record<UnitFileColumn, string | number | null>> {
  if (figure.kind === "hidden") return { hidden_because: figure.why };
  if (figure.kind === "none") return {};
  const of = { duos_counted: figure.counted, duos_enrolled: figure.enrolled };
  switch (figure.kind) {
    case "mean":
      return { ...of, value: whole(figure.value), low: whole(figure.low), high: whole(figure.high) };
    case "bands": {
      const { low, middle, high } = figure.bands;
      return { ...of, duos_low: low, duos_middle: middle, duos_high: high };
    }
    case "share":
      return { ...of, share_band: figure.band };
    case "count": {
      const share = wilsonInterval(figure.value, figure.counted);
      return {
        ...of,
        value: figure.value,
        low: wholePercent(share?.lower),
        high: wholePercent(share?.upper),
      };
    }
    default:
      return { ...of, value: whole(figure.value) };
  }
}
