import type { ViewProps } from "./view-props";

type Figure = number | null | undefined;

/** Figures that may be missing, as texts: a dash stands for a missing one. */
export function figureTexts({ words: { charts, shell }, format }: ViewProps) {
  const whole = (value: Figure) => (typeof value === "number" ? format.whole(value) : charts.none);
  return {
    /** "64". */
    whole,
    /** "57 and 63". */
    between: (low: Figure, high: Figure) =>
      typeof low === "number" && typeof high === "number"
        ? charts.between(whole(low), whole(high))
        : charts.none,
    /** "111 of 120". */
    nOf: (n: Figure, of: Figure) =>
      typeof n === "number" && typeof of === "number" ? shell.figure.of(whole(n), whole(of)) : charts.none,
  };
}
