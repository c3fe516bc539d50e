import { and, eq, sql } from "drizzle-orm";
import type { AttributeFilters } from "@/lib/insights/filters";
import type { FollowWindow, OnsetRows } from "@/lib/insights/follow-up";
import type { Tx } from "../../client";
import { publishedDuos } from "../../schema";
import { inScope, inUnit, uuids } from "./scope";
import { type DuoSelection, withAttributes } from "./selection";

type Wanted = Pick<DuoSelection, "scope" | "orgId" | "unitId"> & {
  windows: readonly FollowWindow[];
  filters: AttributeFilters;
};

/** The states of a row's duo in some cycles. */
const statesIn = (cycleIds: ReturnType<typeof uuids>) => sql`
  select r.status, r.cycle_id from published_duos r
  where r.org_id = ${publishedDuos.orgId} and r.duo_id = ${publishedDuos.duoId} and r.cycle_id = any(${cycleIds})`;

/**
 * The rows of the windows' cycles in which duos of a unit came to diverge, with what the rows around them say. Found by
 * the index of what changed; the rows around them are one look-up each.
 */
export async function listOnsets(
  tx: Tx,
  { scope, orgId, unitId, windows, filters }: Wanted,
): Promise<OnsetRows[]> {
  const found: OnsetRows[] = [];
  for (const { cycleId, beforeId, afterIds } of windows) {
    const rows = await tx
      .select({
        duoId: publishedDuos.duoId,
        before: sql<OnsetRows["before"]>`(select b.status from (${statesIn(uuids([beforeId]))}) b)`,
        after: sql<
          OnsetRows["after"]
        >`(select coalesce(json_agg(a.status order by array_position(${uuids(afterIds)}, a.cycle_id)), '[]') from (${statesIn(uuids(afterIds))}) a)`,
      })
      .from(publishedDuos)
      .where(
        and(
          eq(publishedDuos.orgId, orgId),
          eq(publishedDuos.cycleId, cycleId),
          eq(publishedDuos.status, "diverging"),
          sql`${publishedDuos.status} <> ${publishedDuos.previousStatus}`,
          inUnit(publishedDuos.lineage, unitId),
          inScope(publishedDuos.lineage, scope),
          withAttributes(filters),
        ),
      );
    found.push(...rows.map((row) => ({ ...row, cycleId })));
  }
  return found;
}
