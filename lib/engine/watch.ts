import type { StatusCode } from "@/lib/domain/published";
import type { TrendFamily } from "./constants";
import type { Flags } from "./flags";
import type { DuoTrends } from "./trend-tests";

export type Watch = Readonly<Record<TrendFamily, boolean>>;

/**
 * An early sign for the two partners only, recomputed every cycle without hysteresis: strong, yet not confirmed
 * (measurement specification 3.3, "Watch").
 */
export function watchOf(trends: DuoTrends | undefined, status: StatusCode, flags: Flags): Watch {
  if (!trends || status === "not-enough-data") return { declining: false, apart: false };
  return {
    declining: trends.declining.strong && !flags.declining,
    apart: trends.apart.strong && !flags.apart,
  };
}
