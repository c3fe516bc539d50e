import { meanWords } from "@/lib/insights/figure-words";
import type { Figure as UnitFigure } from "@/lib/insights/figures";
import type { ViewProps } from "./view-props";

type Figure = number | null | undefined;

/** Figures that may be missing, as texts: a dash stands for a missing one. */
export function figureTexts({ words, format }: ViewProps) {
  const { charts, shell, insights } = words;
  const whole = (value: Figure) => (typeof value === "number" ? format.whole(value) : charts.none);
  const mean = (value: number, masked: boolean) => meanWords(value, masked, { words, format });
  return {
    /** "64". */
    whole,
    mean,
    /** "57 and 63". */
    between: (low: Figure, high: Figure) =>
      typeof low === "number" && typeof high === "number"
        ? charts.between(whole(low), whole(high))
        : charts.none,
    /** "111 of 120". */
    nOf: (n: Figure, of: Figure) =>
      typeof n === "number" && typeof of === "number" ? shell.figure.of(whole(n), whole(of)) : charts.none,
    /** A unit's figure of any kind; a dash where there is none or it is hidden. */
    ofUnit: (figure: UnitFigure): string => {
      switch (figure.kind) {
        case "mean":
          return mean(figure.value, figure.masked);
        case "bands":
          return charts.bands(whole(figure.bands.low), whole(figure.bands.high));
        case "share":
          return insights.band[figure.band];
        case "percent":
          return format.percent(figure.value / 100);
        case "count":
          return whole(figure.value);
        default:
          return charts.none;
      }
    },
  };
}
