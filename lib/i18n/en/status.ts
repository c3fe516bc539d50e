export const status = {
  word: {
    multiplying: "Multiplying",
    steady: "Steady",
    strained: "Strained",
    diverging: "Diverging",
    "not-enough-data": "Not enough data",
    incomplete: "Incomplete",
  },
  /** What a reason says after the state's word: "Diverging, moving apart". */
  reason: {
    diverging: { declining: "declining", apart: "moving apart", both: "declining and moving apart" },
    strained: { low: "low level", "one-side": "harder for one side", split: "split view" },
    "not-enough-data": { both: "too few answers so far", "one-voice": "one voice so far" },
  },
  since: (state: string, month: string) => `${state} since ${month}`,
  level: { low: "Low", middle: "Middle", high: "High" },
  agreement: { low: "Wide gap", some: "Some gap", high: "Same view" },
  verdict: { above: "above", below: "below", "not-distinguishable": "not distinguishable" },
};
