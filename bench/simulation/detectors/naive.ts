import { duoScore } from "@/lib/scoring/duo";
import { chartSuspicion, cusum, ewma } from "./control-charts";
import { type Detector, noEvidence } from "./detector";
import { gapSize, meanOfAnswers, type Past, pastDetector } from "./past";
import { mannKendallZ, risingSlope } from "./trend-lines";

/** α-based standard error of a duo score: 5.9 a person, over √2 for the mean of two. */
const duoSem = 5.9 / Math.SQRT2;

/** Just above a bound that itself raises no alarm. */
const above = (bound: number) => bound + 1e-9;

/** The rules people reach for first. */
export const naiveDetectors: readonly Detector[] = [
  pastDetector("two-cycle drop", "declining", meanOfAnswers, above(0), (past) => twoCycleRise(falling(past))),
  pastDetector("drop of 10 points", "declining", meanOfAnswers, 10, (past) => fall(past.values.at(-2), past)),
  pastDetector("score below 50", "declining", meanOfAnswers, above(-50), ({ values }) => -values.at(-1)!),
  pastDetector("reliable change since last", "declining", duoScore, 1.96, (past) => reliableFall(past, -2)),
  pastDetector("reliable change since first", "declining", duoScore, 1.96, (past) => reliableFall(past, 0)),
  pastDetector("OLS slope, p .05", "declining", duoScore, -Math.log10(0.025), (past) =>
    risingSlope(falling(past)),
  ),
  pastDetector("Mann-Kendall, p .05", "declining", duoScore, 1.96, (past) => mannKendallZ(falling(past))),
  pastDetector("EWMA .3 / 2.7", "declining", duoScore, 2.7, (past) =>
    chartSuspicion(falling(past), duoSem, ewma),
  ),
  pastDetector("CUSUM .5 / 4", "declining", duoScore, 4, (past) =>
    chartSuspicion(falling(past), duoSem, cusum),
  ),
  pastDetector("two-cycle widening", "apart", gapSize, above(0), twoCycleRise),
  pastDetector("gap above 20 points", "apart", gapSize, above(20), ({ values }) => values.at(-1)!),
  pastDetector("Mann-Kendall on the gap", "apart", gapSize, 1.96, mannKendallZ),
];

/** The same past upside down: a fall becomes a rise. */
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
