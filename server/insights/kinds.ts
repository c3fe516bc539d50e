import type { Tx } from "@/db/client";
import { listUnitCounts } from "@/db/queries/published/unit-figures";
import type { Viewer } from "@/lib/domain/permissions";
import type { Filters } from "@/lib/insights/filters";
import { type OpenedView, showsDuos } from "@/lib/insights/frame";
import { type KindAttribute, type Kinds, kindAttributes, kindsOf } from "@/lib/insights/kinds";
import { type InsightsContext, openInsights } from "./context";

/** The kinds of duos in the unit, counted from rows; undefined where the cycle shows none. */
export function openKinds(
  viewer: Viewer,
  filters: Filters,
): Promise<OpenedView<Kinds | undefined> | undefined> {
  return openInsights(viewer, filters, async (tx, context, record) => {
    await record({
      action: "unit.read",
      subjectId: context.unit.id,
      detail: { cycle: context.cycle.id, view: "kinds" },
    });
    return loadKinds(tx, context);
  });
}

/** The same inside the transaction of a view or a file. */
export async function loadKinds(
  tx: Tx,
  { orgId, scope, cycle, unit }: InsightsContext,
): Promise<Kinds | undefined> {
  if (!showsDuos(cycle)) return undefined;
  const counts = await listUnitCounts(tx, {
    scope,
    orgId,
    attributes: kindAttributes,
    wanted: [{ unitIds: [unit.id], cycleIds: [cycle.id] }],
  });
  return kindsOf(
    counts.map(({ attribute, value, counts }) => ({ attribute: attribute as KindAttribute, value, counts })),
  );
}
