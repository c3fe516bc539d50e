import type { Tx } from "@/db/client";
import { listNotedTimes } from "@/db/queries/noted-actions";
import { listOnsets } from "@/db/queries/published/onsets";
import { promiseNamesActions } from "@/lib/domain/noted-actions";
import { attributeFilters } from "@/lib/insights/filters";
import { type FollowUp, followUp, followWindows } from "@/lib/insights/follow-up";
import { showsDuos } from "@/lib/insights/frame";
import type { InsightsContext } from "./context";

/**
 * What became of the unit's duos that began to diverge, with and without an action, up to the cycle in view; undefined
 * where that shows no duos.
 */
export async function loadFollowUp(
  tx: Tx,
  { orgId, scope, cycles, cycle, unit, filters }: InsightsContext,
): Promise<FollowUp | undefined> {
  if (!showsDuos(cycle)) return undefined;
  const followed = cycles.toReversed().map((one) => ({
    ...one,
    namesActions: promiseNamesActions(one.promiseVersion),
  }));
  const windows = followWindows(followed, cycle.number);
  const onsets = await listOnsets(tx, {
    scope,
    orgId,
    unitId: unit.id,
    windows,
    filters: attributeFilters(filters),
  });
  const noted = await listNotedTimes(tx, orgId, [...new Set(onsets.map(({ duoId }) => duoId))]);
  return followUp(windows, onsets, noted);
}
