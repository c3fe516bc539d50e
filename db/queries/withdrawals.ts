import { sql } from "drizzle-orm";
import type { OwnSurvey, Withdrawal } from "@/lib/personal-data/withdrawing";
import type { Tx, ViewerIdentity } from "../client";
import { resultOf } from "./call";
import { opensOn } from "./cycles";

/**
 * `waiting`: between the close and the publication; carried out with the publication. `other-stage`: nothing was done, what
 * follows is not what was read any more.
 */
export type WithdrawalOutcome = "removed" | "waiting" | "withdrawn-before" | "other-stage";

/** Every survey that the viewer has begun, oldest cycle first: the order in which all of them are withdrawn at once. */
export async function listOwnSurveys(tx: Tx, { orgId, personId }: ViewerIdentity): Promise<OwnSurvey[]> {
  const { rows } = await tx.execute<OwnSurvey>(sql`
    select r.cycle_id as "cycleId", r.duo_id as "duoId", cycles.number, ${opensOn} as "opensOn",
      d.display_name as "duoName", r.state = 'submitted' as submitted,
      withdrawal_stage(r.cycle_id, r.duo_id) as stage,
      case when w.person_id is null then 'no' when w.carried_out_at is null then 'waiting' else 'removed' end as withdrawn
    from responses r
      join duo_cycles d on d.org_id = r.org_id and d.cycle_id = r.cycle_id and d.duo_id = r.duo_id
      join cycles on cycles.org_id = r.org_id and cycles.id = r.cycle_id
      left join answer_withdrawals w on w.org_id = r.org_id and w.cycle_id = r.cycle_id and w.duo_id = r.duo_id and w.person_id = r.author_id
    where r.org_id = ${orgId} and r.author_id = ${personId} order by cycles.number, r.duo_id`);
  return rows;
}

/**
 * Withdraws the viewer's answers in a duo's cycle at the stage that they read; undefined when the viewer is not one of its
 * two partners.
 */
export async function withdrawOwnAnswers(
  tx: Tx,
  { cycleId, duoId, stage }: Withdrawal,
): Promise<WithdrawalOutcome | undefined> {
  const call = sql`withdraw_answers(${cycleId}, ${duoId}, ${stage})`;
  const outcome = await resultOf<WithdrawalOutcome | null>(tx, call);
  return outcome ?? undefined;
}

/** Removes, as the publisher, the answers whose withdrawal waited for a cycle's publication; gives how many that were. */
export const carryOutWithdrawals = (tx: Tx, cycleId: string): Promise<number> =>
  resultOf(tx, sql`carry_out_withdrawals(${cycleId})`);
