import { engineConstants } from "./constants";
import type { Hypothesis } from "./likelihood";

/** When a change began: a 1-based cycle and the first and last cycle of its 80% interval. */
export interface Since {
  readonly cycle: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Dates a change by the weights of its possible onsets, accumulated from the earliest on: the date is where they reach one
 * half, the interval where they reach .1 and .9 (docs/measurement.md 3.2, "Since").
 * @param hypotheses those of one family at all valid onsets, the latest first; at least one
 */
export function dateChange(hypotheses: readonly Hypothesis[]): Since {
  const { from, date, to } = engineConstants.since;
  const total = hypotheses.reduce((sum, { weight }) => sum + weight, 0);
  const firstAt = (target: number): number => {
    let sum = 0;
    for (let position = hypotheses.length - 1; position >= 0; position--) {
      sum += hypotheses[position]!.weight;
      const isLastOfOnset = hypotheses[position - 1]?.onset !== hypotheses[position]!.onset;
      if (isLastOfOnset && sum / total >= target) return hypotheses[position]!.onset;
    }
    // Rounding left the sum below the target.
    return hypotheses[0]!.onset;
  };
  return { cycle: firstAt(date), from: firstAt(from), to: firstAt(to) };
}
