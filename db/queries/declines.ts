import { sql } from "drizzle-orm";
import type { Tx } from "../client";
import type { Enrolment } from "./responses";

type Place = Pick<Enrolment, "cycleId" | "duoId">;

/** `submitted`: too late, answers are in. `closed`: the cycle takes no more of this person's answers. */
export type DeclineOutcome = "declined" | "submitted" | "closed";

/** Declines a cycle in the viewer's name; undefined when the viewer is not one of the two partners. */
export async function declineCycle(tx: Tx, { cycleId, duoId }: Place): Promise<DeclineOutcome | undefined> {
  const { rows } = await tx.execute<{ outcome: DeclineOutcome | null }>(
    sql`select decline_cycle(${cycleId}, ${duoId}) as outcome`,
  );
  return rows[0]?.outcome ?? undefined;
}

/** Takes it back; undefined when the viewer is not one of the two partners. */
export async function takeBackDecline(
  tx: Tx,
  { cycleId, duoId }: Place,
): Promise<"taken-back" | "closed" | undefined> {
  const { rows } = await tx.execute<{ outcome: "taken-back" | "closed" | null }>(
    sql`select take_back_decline(${cycleId}, ${duoId}) as outcome`,
  );
  return rows[0]?.outcome ?? undefined;
}
