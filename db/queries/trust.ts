import { sql } from "drizzle-orm";
import type { Tx } from "../client";
import type { DuoCycleKey, Enrolment } from "./responses";

/** Whether the viewer agreed to show trust answers in a duo's cycle, and whether both did. */
export async function findTrustWords(tx: Tx, { orgId, cycleId, duoId, personId }: Enrolment) {
  const { rows } = await tx.execute<{ agreed: boolean; shown: boolean }>(sql`
    select
      exists (select from trust_consents t where t.org_id = ${orgId} and t.cycle_id = ${cycleId} and t.duo_id = ${duoId} and t.person_id = ${personId}) as agreed,
      exists (select from shared_trust() s where s.cycle_id = ${cycleId} and s.duo_id = ${duoId}) as shown`);
  return rows[0]!;
}

/** `not-revealed`: one of the two is not final, or had their answers removed. */
export type ShareOutcome = "agreed" | "not-revealed";

/** Agrees in the viewer's name; undefined when the viewer is not one of the two partners. */
export async function shareTrust(
  tx: Tx,
  { cycleId, duoId }: Pick<DuoCycleKey, "cycleId" | "duoId">,
): Promise<ShareOutcome | undefined> {
  const { rows } = await tx.execute<{ outcome: ShareOutcome | null }>(
    sql`select share_trust(${cycleId}, ${duoId}) as outcome`,
  );
  return rows[0]?.outcome ?? undefined;
}

/** `shown`: both agreed before, so it stays. */
export type TakeBackOutcome = "taken-back" | "shown";

/** Takes the viewer's word back; undefined when the viewer is not one of the two partners. */
export async function takeBackTrust(
  tx: Tx,
  { cycleId, duoId }: Pick<DuoCycleKey, "cycleId" | "duoId">,
): Promise<TakeBackOutcome | undefined> {
  const { rows } = await tx.execute<{ outcome: TakeBackOutcome | null }>(
    sql`select take_back_trust(${cycleId}, ${duoId}) as outcome`,
  );
  return rows[0]?.outcome ?? undefined;
}
