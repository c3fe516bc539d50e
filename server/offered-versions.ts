import type { listCycles } from "@/db/queries/cycles";
import { versionsToAsk } from "@/lib/instrument/versions/versions";

type Cycle = Pick<Awaited<ReturnType<typeof listCycles>>[number], "state" | "instrumentVersion">;

/**
 * The versions of the questions that the next cycle may ask, the proposed one first.
 * @param cycles newest first
 */
export function offeredVersions(cycles: readonly Cycle[]): readonly string[] {
  return versionsToAsk(cycles.find(({ state }) => state !== "withdrawn")?.instrumentVersion);
}
