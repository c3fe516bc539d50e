import { lt, sql } from "drizzle-orm";
import type { Tx } from "../client";
import { sessions, verificationTokens } from "../schema";

/** Removes sessions and mailed tokens that no longer open anything. */
export async function deleteExpiredSignIns(tx: Tx): Promise<void> {
  await tx.delete(sessions).where(lt(sessions.expires, sql`now()`));
  await tx.delete(verificationTokens).where(lt(verificationTokens.expires, sql`now()`));
}
