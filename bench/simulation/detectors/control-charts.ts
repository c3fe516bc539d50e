import { mean } from "@/lib/statistics/mean";
import { noEvidence } from "./detector";
import type { Past } from "./past";

/** Number of first cycles whose mean a control chart compares with. */
const baseline = 3;

/** What a chart computes, in standard errors, from deviations in standard errors. */
type Chart = (deviations: readonly number[]) => number;

/** A chart over the cycles after the first three, as deviations from the mean of those three. */
export function chartSuspicion({ values }: Past, standardError: number, chart: Chart): number {
  if (values.length <= baseline) return noEvidence;
  const normal = mean(values.slice(0, baseline))!;
  return chart(values.slice(baseline).map((value) => (value - normal) / standardError));
}

/** Exponentially weighted moving average, weight .3, over its own standard deviation (Roberts 1959). */
export const ewma: Chart = (deviations) => {
  const weight = 0.3;
  const average = deviations.reduce((before, now) => weight * now + (1 - weight) * before, 0);
  const spread = (weight / (2 - weight)) * (1 - (1 - weight) ** (2 * deviations.length));
  return average / Math.sqrt(spread);
};

/** Upper cumulative sum with allowance .5 (Page 1954). */
export const cusum: Chart = (deviations) => deviations.reduce((sum, now) => Math.max(0, sum + now - 0.5), 0);
