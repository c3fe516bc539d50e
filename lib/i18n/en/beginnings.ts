import type { Count } from "./nouns";

/** Insights: what too few cycles cannot say yet, and when it begins. */
export const beginnings = {
  title: (cycle: Count) =>
    cycle.n === 1 ? "This is the first cycle" : `This is cycle ${cycle.figure} since counting began`,
  states: (states: string, trends: string) =>
    `States and bands begin with cycle ${states}, trends with cycle ${trends}. Until then nothing is said of them, and no duo can diverge.`,
  changes: (trends: string) =>
    `States and bands begin with it, so no duo left a state. Trends begin with cycle ${trends}: until then no duo can diverge, and nothing is said of it.`,
  trends: (trends: string) =>
    `Trends begin with cycle ${trends}: until then no duo can diverge, and nothing is said of it.`,
  watch: (trends: string) => `Trends begin with cycle ${trends}: until then no duo can be on watch.`,
  noChanges: "No duo had a state before this cycle, so nothing could change yet.",
  noChangesIn: "No two cycles of this report have states, so nothing could change yet.",
  noStates: "No duo has a state yet.",
  noneStrained: "No duo that goes on is strained.",
};
