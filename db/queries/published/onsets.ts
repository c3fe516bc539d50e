import { and, eq, type SQL, sql } from "drizzle-orm";
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

/** The states of a row's duo in some cycles. */
const statesIn = (isWanted: SQL) => sql`
  select r.status, r.cycle_id from published_duos r
  where r.org_id = ${readableDuos.orgId} and r.duo_id = ${readableDuos.duoId} and ${isWanted}`;

/**
 * The rows of the windows' cycles in which duos of a unit came to diverge, with what the rows around them say. Found by
 * the index of what changed; the rows around them are one look-up each.
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
      before: sql<
        OnsetRows["before"]
      >`(select b.status from (${statesIn(sql`r.cycle_id = w."beforeId"`)}) b)`,
      after: sql<
        OnsetRows["after"]
      >`(select coalesce(json_agg(a.status order by array_position(w."afterIds", a.cycle_id)), '[]') from (${statesIn(sql`r.cycle_id = any(w."afterIds")`)}) a)`,
    })
    .from(readableDuos)
    .innerJoin(windowsOf(windows), sql`w."cycleId" = ${readableDuos.cycleId}`)
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
