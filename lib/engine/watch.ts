import type { StatusCode } from "@/lib/domain/published";
import type { TrendFamily } from "./constants";
import type { Flags } from "./flags";
import type { DuoTrends } from "./trend-tests";

/** Whether a duo is on watch, by family. */
export type Watch = Readonly<Record<TrendFamily, boolean>>;

/**
 * The early sign that only the two partners see: a strong test whose flag is not on (docs/measurement.md 3.3, "Watch").
 * It is computed anew every cycle; earlier watches do not matter.
 */
export function watchOf(trends: DuoTrends | undefined, status: StatusCode, flags: Flags): Watch {
  if (!trends || status === "not-enough-data") return { declining: false, apart: false };
  return {
    declining: trends.declining.strong && !flags.declining,
    apart: trends.apart.strong && !flags.apart,
  };
}
