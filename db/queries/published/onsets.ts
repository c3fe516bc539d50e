import { and, eq, sql } from "drizzle-orm";
import type { AttributeFilters } from "@/lib/insights/filters";
import type { FollowWindow, OnsetRows } from "@/lib/insights/follow-up";
import type { Tx } from "../../client";
import { readableDuos } from "../../schema";
import { inScope, inUnit } from "./scope";
import { type DuoSelection, withAttributes } from "./selection";

type Wanted = Pick<DuoSelection, "scope" | "orgId" | "unitId"> & {
  windows: readonly FollowWindow[];
  filters: AttributeFilters;
};

/** The windows' cycles, as a table of the statement. */
const windowsOf = (windows: readonly FollowWindow[]) =>
  sql`jsonb_to_recordset(${JSON.stringify(windows)}) as w("cycleId" uuid, "beforeId" uuid, "afterIds" uuid[])`;

/** What the rows around one say of its duo: one look-up for all of them. */
const around = sql`lateral (
  select max(r.status) filter (where r.cycle_id = w."beforeId") as before,
    coalesce(json_agg(r.status) filter (where r.cycle_id <> w."beforeId"), '[]') as after
  from published_duos r
  where r.org_id = ${readableDuos.orgId} and r.duo_id = ${readableDuos.duoId}
    and r.cycle_id = any(w."beforeId" || w."afterIds")) a`;

/**
 * The rows of the windows' cycles in which duos of a unit came to diverge, with what the rows around them say. Found by
 * the index of what changed.
 */
export async function listOnsets(
  tx: Tx,
  { scope, orgId, unitId, windows, filters }: Wanted,
): Promise<OnsetRows[]> {
  if (windows.length === 0) return [];
  return tx
    .select({
      cycleId: readableDuos.cycleId,
      duoId: readableDuos.duoId,
      before: sql<OnsetRows["before"]>`a.before`,
      after: sql<OnsetRows["after"]>`a.after`,
    })
    .from(readableDuos)
    .innerJoin(windowsOf(windows), sql`w."cycleId" = ${readableDuos.cycleId}`)
    .innerJoin(around, sql`true`)
    .where(
      and(
        eq(readableDuos.orgId, orgId),
        eq(readableDuos.status, "diverging"),
        sql`${readableDuos.changed}`,
        inUnit(readableDuos.lineage, unitId),
        inScope(readableDuos.lineage, scope),
        withAttributes(filters),
      ),
    );
}
