import { csvInstant } from "../csv/csv";
import { wholePercent } from "../publication/rounding";
import { type KindFileColumn, kindFileColumns } from "./export";
import type { ComparedState, Kind, KindAttribute } from "./kinds";

export type KindFileRow = {
  readonly cycle: { readonly number: number; readonly opensAt: Date };
  readonly unit: { readonly id: string; readonly label: string };
  readonly attribute: KindAttribute;
  readonly kind: Kind;
};

/** The cells of one kind in the order of `kindFileColumns`; shares are rounded as the screen rounds them. */
export function kindFileCells({ cycle, unit, attribute, kind }: KindFileRow): string[] {
  const own: Record<KindFileColumn, string | number | null> = {
    cycle: cycle.number,
    cycle_opened_at: csvInstant(cycle.opensAt),
    unit_id: unit.id,
    unit: unit.label,
    attribute,
    kind: kind.value,
    duos_enrolled: kind.enrolled,
    duos_counted: kind.complete,
    ...shareCells(kind, "multiplying"),
    ...shareCells(kind, "diverging"),
    median_level: kind.medianLevel,
    agreement_low: kind.agreement.low,
    agreement_some: kind.agreement.some,
    agreement_high: kind.agreement.high,
  };
  return kindFileColumns.map((column) => String(own[column] ?? ""));
}

type ShareColumns<State extends ComparedState> = Record<
  State | `${State}_${"low" | "high" | "verdict"}`,
  string | number | null
>;

function shareCells<State extends ComparedState>(kind: Kind, state: State): ShareColumns<State> {
  const { count, interval, verdict } = kind.shares[state];
  return {
    [state]: count,
    [`${state}_low`]: wholePercent(interval?.lower),
    [`${state}_high`]: wholePercent(interval?.upper),
    [`${state}_verdict`]: verdict,
  } as ShareColumns<State>;
}
