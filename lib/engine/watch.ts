import type { StatusCode } from "@/lib/domain/published";
import { reaches } from "./bar";
import type { ByFamily } from "./constants";
import type { Evidence } from "./evidence";
import type { Flags } from "./flags";

/** Whether a duo is on watch, by family. */
export type Watch = ByFamily<boolean>;

/**
 * The early sign that only the two partners see: evidence that reaches the watch value, without the flag
 * (docs/measurement.md 3.3, "Watch"). It is computed anew every cycle; earlier watches do not matter.
 * @param evidence undefined for a duo that is not testable
 * @param bar the watch values of the cycle
 */
export function watchOf(
  evidence: Evidence | undefined,
  bar: ByFamily<number>,
  { status, flags }: { readonly status: StatusCode; readonly flags: Flags },
): Watch {
  if (!evidence || status === "not-enough-data") return { declining: false, apart: false };
  return {
    declining: !flags.declining && reaches(evidence, "declining", bar),
    apart: !flags.apart && reaches(evidence, "apart", bar),
  };
}
