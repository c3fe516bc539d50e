import type { Tx } from "@/db/client";
import { type ChangesSelection, countChangeSteps, countMapCells } from "@/db/queries/published/changes";
import { findOverviewCounts } from "@/db/queries/published/unit-figures";
import { duoAttributes } from "@/lib/domain/duo-attributes";
import type { ChangeCount } from "@/lib/insights/changes";
import { attributeFilters } from "@/lib/insights/filters";
import type { MapCount } from "@/lib/insights/overview";
import { changeCounts, mapCounts } from "@/lib/insights/overview-counts";
import type { OverviewCounts } from "@/lib/publication/overview-counts";
import type { InsightsContext } from "./context";
import { changesInView, duosInView } from "./duo-lines";

/** What a unit's publication counted, as far as it holds for the duos that the URL asks for; else the rows are counted. */
async function storedCounts(
  tx: Tx,
  { orgId, scope, cycle, filters }: InsightsContext,
  unitId: string,
): Promise<OverviewCounts | undefined> {
  const attributes = attributeFilters(filters);
  const [first, second] = duoAttributes.filter((name) => attributes[name] !== undefined);
  if (second) return undefined;
  const chosen = { attribute: first ?? "all", value: (first && attributes[first]) ?? "" } as const;
  return findOverviewCounts(tx, { scope, orgId, cycleId: cycle.id, unitId, ...chosen });
}

/** From which state to which the duos of a unit went since the cycle before. */
export async function loadChangeCounts(
  tx: Tx,
  context: InsightsContext,
  unitId = context.unit.id,
): Promise<ChangeCount[]> {
  return countChanges(tx, changesInView(context, unitId), await storedCounts(tx, context, unitId));
}

/** The same, and how many duos stand in which cell of the map of level and agreement. */
export async function loadOverviewCounts(
  tx: Tx,
  context: InsightsContext,
): Promise<{ changes: ChangeCount[]; map: MapCount[] }> {
  const stored = await storedCounts(tx, context, context.unit.id);
  return {
    changes: await countChanges(tx, changesInView(context), stored),
    map: stored ? mapCounts(stored) : await countMapCells(tx, duosInView(context)),
  };
}

async function countChanges(
  tx: Tx,
  view: ChangesSelection,
  stored: OverviewCounts | undefined,
): Promise<ChangeCount[]> {
  // A cycle that was withdrawn since the publication leaves another one before this one.
  const counted = stored && !view.recounted ? changeCounts(stored) : undefined;
  return counted ?? countChangeSteps(tx, view);
}
