import { type CycleFacts, type InsightsFrame, showsDuos } from "./frame";

/** How many cycles before its last one a report begins, unless the reader chooses: a quarter of monthly cycles. */
const CYCLES_BEFORE = 3;

/** The cycles that a report is about. */
export type ReportRange = {
  /** The published cycles from the first to the last, oldest first; withdrawn ones are absent. */
  readonly cycles: readonly CycleFacts[];
  /** Those between the first and the last that were withdrawn, oldest first: left out, and named as such. */
  readonly withdrawn: readonly CycleFacts[];
};

/** What the reader asked for as the first cycle. */
export type AskedRange =
  | ({ readonly kind: "range" } & ReportRange)
  /** The first cycle asked for is later than the last one. */
  | { readonly kind: "reversed"; readonly from: CycleFacts };

/**
 * The cycles from the one that the URL asks for, else from three published cycles back, up to the cycle in view.
 * @param frame a published cycle in view, and the organization's cycles, newest first
 */
export function askedRange({
  cycles,
  cycle,
  filters,
}: Pick<InsightsFrame, "cycles" | "cycle" | "filters">): AskedRange {
  const upTo = cycles.filter(({ number }) => number <= cycle.number).toReversed();
  const published = upTo.filter(({ state }) => state === "published");
  const from =
    cycles.find(({ id }) => id === filters.from) ?? published.at(-1 - CYCLES_BEFORE) ?? published[0] ?? cycle;
  if (from.number > cycle.number) return { kind: "reversed", from };
  const within = ({ number }: CycleFacts) => number >= from.number;
  return {
    kind: "range",
    cycles: published.filter(within),
    withdrawn: upTo.filter((one) => one.state === "withdrawn" && within(one)),
  };
}

/** Two cycles between which duos are compared. */
export type ReportStep = { readonly before: CycleFacts; readonly after: CycleFacts };

/** The neighbours of a range that both show duos: a private cycle is a gap, and nothing is compared across it. */
export function stepsOf(cycles: readonly CycleFacts[]): ReportStep[] {
  return cycles.flatMap((after, index) => {
    const before = cycles[index - 1];
    return before && showsDuos(before) && showsDuos(after) ? [{ before, after }] : [];
  });
}
