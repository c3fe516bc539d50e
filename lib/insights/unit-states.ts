import { groupBy } from "../domain/group-by";
import { type CellMeasure, type StatusCode, statusCodes } from "../domain/published";
import type { ShareBand } from "../publication/share-band";
import { type Figure, type FigureCycle, figureOf, type HiddenWhy, type Reading } from "./figures";
import { isPart } from "./filters";
import { type InsightsFrame, showsDuos } from "./frame";

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
      /** Duos that may be changing, not beyond noise, among those that can be on watch: a share, or why there is none. */
      watch: Figure;
    };

/** Whether the filters by what duos are match no duo of the unit, where its duos can be counted by them. */
export const matchesNone = ({ filters, cycle }: InsightsFrame, states: UnitStates): boolean =>
  isPart(filters) && showsDuos(cycle) && states.hidden === "no-duos";

/** Whether a unit's duos were asked and none is complete: nothing is said of any of them then. */
export const isSilent = (states: UnitStates): boolean => states.hidden === undefined && states.counted === 0;

/** Units whose states are hidden, by why they are: what is said once and not in every row. */
export function hiddenUnits<U extends { readonly states: UnitStates }>(
  units: readonly U[],
): { why: HiddenWhy; units: U[] }[] {
  const hidden = units.filter(({ states }) => states.hidden !== undefined);
  return [...groupBy(hidden, ({ states }) => states.hidden)].flatMap(([why, of]) =>
    why ? [{ why, units: of }] : [],
  );
}

/** The measures of `unitStates`. */
export const stateMeasures = [
  ...statusCodes.map((code) => `status:${code}` as const),
  "watch",
] as const satisfies readonly CellMeasure[];

/** The states of a unit; they are hidden and shown together. */
export function unitStates(reading: Reading, unitId: string, cycle: FigureCycle): UnitStates {
  const at = { unitId, cycle };
  const figures = statusCodes.map((status) => ({
    status,
    figure: figureOf(reading, at, `status:${status}`),
  }));
  const [{ figure: first }] = figures as [(typeof figures)[number]];
  if (first.kind === "hidden") return { hidden: first.why };
  if (first.kind !== "count" && first.kind !== "share") return { hidden: "no-duos" };
  const { counted, enrolled } = first;
  return {
    hidden: undefined,
    counted,
    enrolled,
    states: figures.map(({ status, figure }) => ({
      status,
      value: figure.kind === "count" ? figure.value : null,
      band: figure.kind === "share" ? figure.band : null,
    })),
    watch: figureOf(reading, at, "watch"),
  };
}
