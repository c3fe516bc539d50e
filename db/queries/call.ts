import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "../client";

/** What a function of the database gives for one call, such as sql`close_cycle(${cycleId})`. */
export async function resultOf<Result>(tx: Tx, call: SQL): Promise<Result> {
  const { rows } = await tx.execute<{ result: Result }>(sql`select ${call} as result`);
  return rows[0]!.result;
}
