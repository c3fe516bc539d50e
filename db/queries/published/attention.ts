import { and, asc, eq, sql } from "drizzle-orm";
import type { StatusCode } from "@/lib/domain/published";
import type { DuoLine } from "@/lib/insights/duo-columns";
import type { Tx } from "../../client";
import { readableDuos } from "../../schema";
import { byName } from "../names";
import { completeLine, unitName, wholeRow } from "./duo-rows";
import { type DuoSelection, listed, newestFirst } from "./selection";

/** Whether a duo has ended since, of the few rows that a query calls `readable_duos`. */
const hasEnded = sql<boolean>`readable_duos.duo_id in (select duo_id from ended_duos(array(select duo_id from readable_duos)))`;

/**
 * Duos needing attention that go on: diverging before strained, what began last first. Which have ended is asked for some
 * rows at a time, since the database looks each of them up.
 */
export async function listNeedingAttention(
  tx: Tx,
  selection: DuoSelection,
  limit: number,
): Promise<DuoLine[]> {
  const order = [newestFirst(selection), byName(readableDuos.displayName), asc(readableDuos.duoId)];
  const inState = async (status: StatusCode, most: number): Promise<DuoLine[]> => {
    const found: DuoLine[] = [];
    const step = limit * 2;
    for (let offset = 0, read = step; read === step && found.length < most; offset += step) {
      const some = tx.$with("readable_duos").as(
        tx
          .select(wholeRow)
          .from(readableDuos)
          .where(and(listed(selection), eq(readableDuos.status, status)))
          .orderBy(...order)
          .limit(step)
          .offset(offset),
      );
      const lines = await tx
        .with(some)
        .select({ ...completeLine(selection), unitName, ended: hasEnded })
        .from(some)
        .orderBy(...order);
      read = lines.length;
      found.push(...lines.filter(({ ended }) => !ended).map(({ ended: _, ...line }) => line));
    }
    return found.slice(0, most);
  };
  const diverging = await inState("diverging", limit);
  if (diverging.length === limit) return diverging;
  return [...diverging, ...(await inState("strained", limit - diverging.length))];
}
