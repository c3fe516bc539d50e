import { groupBy } from "../domain/group-by";
import { type Figure, type HiddenWhy, heatMeasures } from "./figures";
import type { HeatUnit } from "./overview";

/** The measures of a heatmap, by their places in `heatMeasures`. */
export type HeatColumns = {
  /** Those that some unit has, and those hidden for more than one reason. */
  readonly shown: readonly number[];
  /** Those hidden of every unit, by the reason: it is said once, and not in every row. */
  readonly hidden: readonly { readonly why: HiddenWhy; readonly measures: readonly number[] }[];
};

type Counted = Partial<Pick<HeatUnit, "counted">>;

/** Whether of some units' duos none is complete, as far as that is shown. */
const areSilent = (units: readonly Counted[]) =>
  units.some(({ counted }) => counted === 0) && !units.some(({ counted }) => counted);

/**
 * Which measures of some units have something to show. What no duo has is left out, as is what is not offered here; where
 * none is complete nothing is left.
 */
export function heatColumns(units: readonly (Pick<HeatUnit, "figures"> & Counted)[]): HeatColumns {
  const measures = heatMeasures.map((_, measure) => ({
    measure,
    ...columnOf(units.map(({ figures }) => figures[measure]!)),
  }));
  const alike = measures.filter(({ isShown, why }) => !isShown && why && why !== "not-offered");
  return {
    shown: (areSilent(units) ? [] : measures).filter(({ isShown }) => isShown).map(({ measure }) => measure),
    hidden: [...groupBy(alike, ({ why }) => why)].flatMap(([why, of]) =>
      why ? [{ why, measures: of.map(({ measure }) => measure) }] : [],
    ),
  };
}

/** Whether a column says more than one reason; a unit without duos adds none to that of the others. */
function columnOf(figures: readonly Figure[]): { isShown: boolean; why: HiddenWhy | undefined } {
  const reasons = figures.flatMap((figure) => (figure.kind === "hidden" ? [figure.why] : []));
  const told = new Set(reasons.filter((why) => why !== "no-duos"));
  const hasFigure = figures.some(({ kind }) => kind !== "hidden" && kind !== "none");
  return { isShown: hasFigure || told.size > 1, why: [...told][0] ?? reasons[0] };
}

/** How many duos some units have, where none of them is complete; undefined where one is, or where that is hidden. */
export function silentDuos(units: readonly HeatUnit[]): number | undefined {
  if (!areSilent(units)) return undefined;
  const top = Math.min(...units.map(({ depth }) => depth));
  return units.reduce((sum, { depth, enrolled }) => sum + (depth === top ? (enrolled ?? 0) : 0), 0);
}
