import type { ClaimFound, ComparedState, KindAttribute, KindVerdict } from "../../insights/kinds";
import { type Count, duos, isSingular } from "./nouns";

type Statement = Record<
  Exclude<KindVerdict, "not-distinguishable">,
  (kind: string, own: string, others: string) => string
>;

/** Insights: which kinds of duos multiply. */
export const kinds = {
  title: "What kind of duos multiply?",
  lede: (n: Count, of: Count, unit: string) =>
    `${n.figure} of ${duos(of)} of ${unit} ${isSingular(n, of) ? "is" : "are"} complete, and counted here.`,
  tooFew: (from: string) =>
    `Kinds are compared from ${from} complete duos on; with fewer, differences are mostly chance.`,
  how: "How is this compared?",
  none: "Kinds are counted from duos’ rows, and this cycle shows none",
  noneText: "In private mode leaders read whole units only. Choose a cycle that shows duos.",
  notDistinguishable: "No kind here is distinguishable from the others.",
  oneKind: (unstated: boolean) =>
    unstated
      ? "Nobody stated this, so nothing is compared."
      : "All duos of which it is known are of one kind, so nothing is compared.",
  claim:
    "It is often said that a duo only works when the two are close in seniority, and is one-way coaching otherwise. This is what your duos say of it.",
  claimFound: {
    holds: (apart: string) =>
      `In these duos it goes with a difference beyond chance: those close in grade do better. Of those two or more grades apart ${apart} multiply.`,
    contrary: (apart: string) =>
      `In these duos it does not hold: those further apart do better, beyond chance. Of those two or more grades apart ${apart} multiply.`,
    open: (apart: string) =>
      `Whether it holds for these duos cannot be told from chance. Of those two or more grades apart ${apart} multiply.`,
    unknown: "Nothing can be said of it here: no two distances of grades can be compared yet.",
  } satisfies Record<ClaimFound, unknown>,
  question: {
    grade: "Does it depend on the distance of the two grades?",
    pair: "Does it depend on the kind of pair?",
    tenure: "Does it depend on how long they have worked together?",
    line: "Does it matter whether one manages the other?",
    team: "Does it depend on the size of the team?",
    platform: "Are platform teams different?",
  } satisfies Record<KindAttribute, string>,
  line: { yes: "The manager is the line manager", no: "Somebody else is the line manager" },
  platform: { yes: "Platform teams", no: "Other teams" },
  statement: {
    multiplying: {
      more: (kind, own, others) =>
        `${kind}: multiply more often than the others (${own}, against ${others}).`,
      less: (kind, own, others) =>
        `${kind}: multiply less often than the others (${own}, against ${others}).`,
    },
    diverging: {
      more: (kind, own, others) => `${kind}: diverge more often than the others (${own}, against ${others}).`,
      less: (kind, own, others) => `${kind}: diverge less often than the others (${own}, against ${others}).`,
    },
  } satisfies Record<ComparedState, Statement>,
  verdict: {
    more: "more often than the others",
    less: "less often than the others",
    "not-distinguishable": "not distinguishable",
  } satisfies Record<KindVerdict, string>,
  of: (n: string, total: string) => `${n} of ${total}`,
  complete: (of: string) => `${of} complete`,
  median: (level: string) => `median level ${level}`,
  band: (n: string, band: string) => `${n} ${band.toLowerCase()}`,
  noBand: (n: string) => `${n} without a band yet`,
  likely: (low: string, high: string) => `likely ${low} to ${high}`,
};
