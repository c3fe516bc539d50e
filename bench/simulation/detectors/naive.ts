import { duoScore } from "@/lib/scoring/duo";
import { chartSuspicion, cusum, ewma } from "./control-charts";
import { type Detector, noEvidence } from "./detector";
import { gapSize, meanOfAnswers, overPast, type Past } from "./past";
import { mannKendallZ, risingSlope } from "./trend-lines";

/** Alpha-based standard error of a duo score: 5.9 for a person, over √2 for the mean of two persons. */
const duoSem = 5.9 / Math.SQRT2;

/** A cut just above a bound, where the bound itself is no alarm. */
const above = (bound: number) => bound + 1e-9;

/** Simple rules that the product's rule is compared with. */
export const naiveDetectors: readonly Detector[] = [
  {
    name: "two-cycle drop",
    family: "declining",
    cut: above(0),
    suspicion: overPast(meanOfAnswers, (past) => twoCycleRise(falling(past))),
  },
  {
    name: "drop of 10 points",
    family: "declining",
    cut: 10,
    suspicion: overPast(meanOfAnswers, (past) => fall(past.values.at(-2), past)),
  },
  {
    name: "score below 50",
    family: "declining",
    cut: above(-50),
    suspicion: overPast(meanOfAnswers, ({ values }) => -values.at(-1)!),
  },
  {
    name: "reliable change since last",
    family: "declining",
    cut: 1.96,
    suspicion: overPast(duoScore, (past) => reliableFall(past, -2)),
  },
  {
    name: "reliable change since first",
    family: "declining",
    cut: 1.96,
    suspicion: overPast(duoScore, (past) => reliableFall(past, 0)),
  },
  {
    name: "OLS slope, p .05",
    family: "declining",
    cut: -Math.log10(0.025),
    suspicion: overPast(duoScore, (past) => risingSlope(falling(past))),
  },
  {
    name: "Mann-Kendall, p .05",
    family: "declining",
    cut: 1.96,
    suspicion: overPast(duoScore, (past) => mannKendallZ(falling(past))),
  },
  {
    name: "EWMA .3 / 2.7",
    family: "declining",
    cut: 2.7,
    suspicion: overPast(duoScore, (past) => chartSuspicion(falling(past), duoSem, ewma)),
  },
  {
    name: "CUSUM .5 / 4",
    family: "declining",
    cut: 4,
    suspicion: overPast(duoScore, (past) => chartSuspicion(falling(past), duoSem, cusum)),
  },
  { name: "two-cycle widening", family: "apart", cut: above(0), suspicion: overPast(gapSize, twoCycleRise) },
  {
    name: "gap above 20 points",
    family: "apart",
    cut: above(20),
    suspicion: overPast(gapSize, ({ values }) => values.at(-1)!),
  },
  { name: "Mann-Kendall on the gap", family: "apart", cut: 1.96, suspicion: overPast(gapSize, mannKendallZ) },
];

/** The same past with its values negated, so that a fall becomes a rise. */
function falling({ cycles, values }: Past): Past {
  return { cycles, values: values.map((value) => -value) };
}

function twoCycleRise({ values }: Past): number {
  const [first, second, third] = values.slice(-3);
  return third === undefined ? noEvidence : Math.min(second! - first!, third - second!);
}

function fall(from: number | undefined, { values }: Past): number {
  return from === undefined ? noEvidence : from - values.at(-1)!;
}

/** Reliable change index after Jacobson & Truax 1991, towards a fall. */
function reliableFall(past: Past, reference: number): number {
  return past.values.length < 2 ? noEvidence : fall(past.values.at(reference), past) / (duoSem * Math.SQRT2);
}
