import type { PublishedStatus } from "../domain/status";
import { type CycleFacts, type InsightsFrame, showsDuos } from "./frame";

/** How many duos stood in one state in the earlier cycle and in another in the later one. */
export type FlowCount = {
  readonly from: PublishedStatus;
  readonly to: PublishedStatus;
  readonly count: number;
};

/** The flow between two cycles that show duos, over the duos with a row in both. */
export type Flows = {
  readonly frame: InsightsFrame;
  /** Absent where no earlier cycle shows duos, or the chosen one does not. */
  readonly between: { readonly from: CycleFacts; readonly counts: readonly FlowCount[] } | undefined;
};

export type FlowStep = FlowCount & {
  /** Of all that stood in the earlier state, 0 to 1. */
  readonly share: number;
};

export type FlowSummary = {
  /** Duos with a state in both cycles, and those of them that kept it. */
  readonly total: number;
  readonly stayed: number;
  /** Duos without a state in one of the two: incomplete, or too few answers. */
  readonly others: number;
  /** Every step from one state to another, the largest first. */
  readonly steps: readonly FlowStep[];
};

/** The cycles before the chosen one that show duos, newest first, and the one that the flow starts from. */
export function earlierCycles({ cycles, cycle, filters }: InsightsFrame): {
  choices: CycleFacts[];
  from: CycleFacts | undefined;
} {
  const choices = cycles.filter((one) => one.number < cycle.number && showsDuos(one));
  return { choices, from: choices.find(({ id }) => id === filters.from) ?? choices[0] };
}

/** An engine's state; the two others say that answers are missing. */
const isState = (status: PublishedStatus) => status !== "incomplete" && status !== "not-enough-data";

/** How many kept their state, and which way the others went. */
export function summarizeFlow(counts: readonly FlowCount[]): FlowSummary {
  const sum = (kept: (count: FlowCount) => boolean) =>
    counts.filter(kept).reduce((total, { count }) => total + count, 0);
  const known = ({ from, to }: FlowCount) => isState(from) && isState(to);
  return {
    total: sum(known),
    stayed: sum((flow) => known(flow) && flow.from === flow.to),
    others: sum((flow) => !known(flow)),
    steps: counts
      .filter((flow) => known(flow) && flow.from !== flow.to)
      .map((step) => ({ ...step, share: step.count / sum((flow) => known(flow) && flow.from === step.from) }))
      .toSorted((a, b) => b.count - a.count),
  };
}
