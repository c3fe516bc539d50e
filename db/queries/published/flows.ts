import { and, count, eq, inArray, or, sql } from "drizzle-orm";
import type { StatusCode } from "@/lib/domain/published";
import type { Tx } from "../../client";
import { readableDuos } from "../../schema";
import { inScope } from "./scope";
import { type DuoSelection, inSelection } from "./selection";

/**
 * The states of the duos with a row in both cycles; a null state is an incomplete one. Grouped by duo rather than joined:
 * the planner takes the policies for far narrower than they are and would look up row by row.
 */
export function bothStates(tx: Tx, selection: DuoSelection, fromCycleId: string) {
  const { orgId, cycleId, duoId, status, lineage } = readableDuos;
  const { scope } = selection;
  const stateIn = (cycle: string) =>
    sql<StatusCode | null>`min(${status} collate "C") filter (where ${cycleId} = ${cycle})`;
  const earlier = and(eq(orgId, selection.orgId), eq(cycleId, fromCycleId), inScope(lineage, scope));
  return tx
    .select({
      duoId,
      from: stateIn(fromCycleId).as("state_then"),
      to: stateIn(selection.cycleId).as("state_now"),
    })
    .from(readableDuos)
    .where(or(inSelection(selection), earlier))
    .groupBy(duoId)
    .having(sql`count(*) = 2`)
    .as("both_cycles");
}

/** From which state to which, over the duos with a row in both cycles. */
export async function countFlows(tx: Tx, selection: DuoSelection, fromCycleId: string) {
  const both = bothStates(tx, selection, fromCycleId);
  return tx.select({ from: both.from, to: both.to, count: count() }).from(both).groupBy(both.from, both.to);
}

/** The duos that were in one of some states in the earlier cycle and are in one of others now; the reader's own count. */
export async function listDuosGone(
  tx: Tx,
  selection: DuoSelection,
  { fromCycleId, from, to }: { fromCycleId: string; from: readonly StatusCode[]; to: readonly StatusCode[] },
): Promise<string[]> {
  const both = bothStates(tx, selection, fromCycleId);
  const rows = await tx
    .select({ duoId: both.duoId })
    .from(both)
    .where(and(inArray(both.from, [...from]), inArray(both.to, [...to])));
  return rows.map(({ duoId }) => duoId);
}
