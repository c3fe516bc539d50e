import { lt, sql } from "drizzle-orm";
import type { Tx } from "../client";
import { passkeyChallenges, sessions, verificationTokens } from "../schema";

/** Removes sessions, mailed tokens and challenges that no longer open anything. */
export async function deleteExpiredSignIns(tx: Tx): Promise<void> {
  await tx.delete(sessions).where(lt(sessions.expires, sql`now()`));
  await tx.delete(verificationTokens).where(lt(verificationTokens.expires, sql`now()`));
  await tx.delete(passkeyChallenges).where(lt(passkeyChallenges.expires, sql`now()`));
}
