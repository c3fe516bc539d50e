import { sql } from "drizzle-orm";
import type { DuoCycle } from "@/lib/domain/duo-cycle";
import type { Tx } from "../client";
import { resultOf } from "./call";
import type { Enrolment } from "./responses";

/** Whether the viewer agreed to show trust answers in a duo's cycle, and whether both did. */
export async function findTrustConsent(tx: Tx, { orgId, cycleId, duoId, personId }: Enrolment) {
  const { rows } = await tx.execute<{ agreed: boolean; shown: boolean }>(sql`
    select
      exists (select from trust_consents t where t.org_id = ${orgId} and t.cycle_id = ${cycleId} and t.duo_id = ${duoId} and t.person_id = ${personId}) as agreed,
      exists (select from shared_trust() s where s.cycle_id = ${cycleId} and s.duo_id = ${duoId}) as shown`);
  return rows[0]!;
}

/** `not-revealed`: one of the two is not final, or had their answers removed. `ended`: the duo has. */
export type ShareOutcome = "agreed" | "not-revealed" | "ended";

/** Agrees in the viewer's name; undefined when the viewer is not one of the two partners. */
export async function shareTrust(tx: Tx, { cycleId, duoId }: DuoCycle): Promise<ShareOutcome | undefined> {
  const outcome = await resultOf<ShareOutcome | null>(tx, sql`share_trust(${cycleId}, ${duoId})`);
  return outcome ?? undefined;
}

/** `shown`: both agreed before, so it stays. */
export type TakeBackOutcome = "taken-back" | "shown";

/** Takes the viewer's agreement back; undefined when the viewer is not one of the two partners. */
export async function takeBackTrust(
  tx: Tx,
  { cycleId, duoId }: DuoCycle,
): Promise<TakeBackOutcome | undefined> {
  const outcome = await resultOf<TakeBackOutcome | null>(tx, sql`take_back_trust(${cycleId}, ${duoId})`);
  return outcome ?? undefined;
}
