import { type Count, duos, isSingular } from "./nouns";

/** Insights, changes: what became of duos that began to diverge, with and without an action. */
export const followUp = {
  title: "Did it help?",
  note: "Of the duos that began to diverge: how many were out of it within three cycles of the next close, with an action noted before that close, and without one.",
  group: { acted: "With an action", others: "Without an action" },
  out: (out: Count, of: Count) =>
    `${out.figure} of ${duos(of)} ${isSingular(out, of) ? "was" : "were"} out of it`,
  none: "No duo can be followed",
  takes:
    "That takes four published cycles after the one in which a duo began to diverge; private and withdrawn ones are gaps.",
  likely: (low: string, high: string) => `likely ${low} to ${high}`,
  verdict: {
    more: "Duos with an action were out of it more often than the others, beyond chance. It goes with the action; who got one was not drawn by lot.",
    less: "Duos with an action were out of it less often than the others, beyond chance. Perhaps the hardest cases got one: who did was not drawn by lot.",
    "not-distinguishable": "Whether it helped cannot be told from chance.",
    few: (needed: string) => `Nothing can be said with fewer than ${needed} duos in a group.`,
  },
  regression:
    "What has just become worse tends to get better by itself, so the two groups are compared with each other and never with before.",
  how: "How is this computed?",
};
