import type { PublishedStatus } from "../../domain/status";
import { levelStates } from "./chance";
import { type Count, duos, isSingular } from "./nouns";

/** Insights: how many duos went from which state to which. */
export const flow = {
  title: (stayed: Count, total: Count) =>
    `${stayed.figure} of ${duos(total)} kept ${isSingular(stayed, total) ? "its" : "their"} state.`,
  lede: (from: string, to: string) => `From ${from} to ${to}, over the duos that had a state in both.`,
  others: (n: number, figure: string) =>
    n === 1
      ? "1 more was incomplete or had too few answers in at least one of them."
      : `${figure} more were incomplete or had too few answers in at least one of them.`,
  noSteps: "No duo went from one state to another.",
  none: "There is no earlier cycle to compare with",
  private: "This cycle shows no duos, so none is followed",
  noneText: "The flow needs two cycles that show duos by name.",
  empty: "No duo has a row in both cycles",
  noStates: "No duo had a state in both cycles",
  matrix: "Who moved where?",
  matrixNote: "Each row is a state then, each column a state now; the framed diagonal stayed.",
  steps: "In plain words",
  step: (count: Count, from: string, to: string) => `${duos(count)} went from ${from} to ${to}`,
  share: (share: string, from: string) => `${share} of those ${from} before`,
  adjective: {
    multiplying: "multiplying",
    steady: "steady",
    strained: "strained",
    diverging: "diverging",
    "not-enough-data": "too few answers",
    incomplete: "incomplete",
  } satisfies Record<PublishedStatus, string>,
  more: "All steps",
  from: "Then",
  to: "Now",
  count: "Duos",
  shareOf: "Share of those then",
  noise: `Diverging must stand out from noise; multiplying and strained ${levelStates}`,
};
