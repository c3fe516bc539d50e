import { sql } from "drizzle-orm";
import type { DuoCycle } from "@/lib/domain/duo-cycle";
import type { Tx } from "../client";
import { resultOf } from "./call";

/** `submitted`: too late, answers are in. `closed`: the cycle takes no more of this person's answers. */
export type DeclineOutcome = "declined" | "submitted" | "closed";

/** Declines a cycle in the viewer's name; undefined when the viewer is not one of the two partners. */
export async function declineCycle(
  tx: Tx,
  { cycleId, duoId }: DuoCycle,
): Promise<DeclineOutcome | undefined> {
  const outcome = await resultOf<DeclineOutcome | null>(tx, sql`decline_cycle(${cycleId}, ${duoId})`);
  return outcome ?? undefined;
}

/** Takes it back; undefined when the viewer is not one of the two partners. */
export async function takeBackDecline(
  tx: Tx,
  { cycleId, duoId }: DuoCycle,
): Promise<"taken-back" | "closed" | undefined> {
  const outcome = await resultOf<"taken-back" | "closed" | null>(
    tx,
    sql`take_back_decline(${cycleId}, ${duoId})`,
  );
  return outcome ?? undefined;
}
