import { sql } from "drizzle-orm";
import type { DuoCycle } from "@/lib/domain/duo-cycle";
import type { OwnSurvey } from "@/lib/personal-data/withdrawing";
import type { Tx, ViewerIdentity } from "../client";
import { resultOf } from "./call";
import { opensOn } from "./cycles";

/** `waiting`: between the close and the publication; carried out with the publication. */
export type WithdrawalOutcome = "removed" | "waiting" | "withdrawn-before";

/** Every survey that the viewer has begun, oldest cycle first: the order in which all of them are withdrawn at once. */
export async function listOwnSurveys(tx: Tx, { orgId, personId }: ViewerIdentity): Promise<OwnSurvey[]> {
  const { rows } = await tx.execute<OwnSurvey>(sql`
    select r.cycle_id as "cycleId", r.duo_id as "duoId", cycles.number, ${opensOn} as "opensOn",
      d.display_name as "duoName", r.state = 'submitted' as submitted,
      case when cycles.state = 'open' and cycles.closes_at > app_now() then 'open' when cycles.state in ('open', 'closed') then 'closed' else 'published' end as phase,
      (r.cycle_id, r.duo_id) in (select v.cycle_id, v.duo_id from revealed_duos() v) as revealed,
      case when w.person_id is null then 'no' when w.carried_out_at is null then 'waiting' else 'removed' end as withdrawn
    from responses r
      join duo_cycles d on d.org_id = r.org_id and d.cycle_id = r.cycle_id and d.duo_id = r.duo_id
      join cycles on cycles.org_id = r.org_id and cycles.id = r.cycle_id
      left join answer_withdrawals w on w.org_id = r.org_id and w.cycle_id = r.cycle_id and w.duo_id = r.duo_id and w.person_id = r.author_id
    where r.org_id = ${orgId} and r.author_id = ${personId} order by cycles.number, r.duo_id`);
  return rows;
}

/** Withdraws the viewer's answers in a duo's cycle; undefined when the viewer is not one of its two partners. */
export async function withdrawOwnAnswers(
  tx: Tx,
  { cycleId, duoId }: DuoCycle,
): Promise<WithdrawalOutcome | undefined> {
  const outcome = await resultOf<WithdrawalOutcome | null>(tx, sql`withdraw_answers(${cycleId}, ${duoId})`);
  return outcome ?? undefined;
}

/** Removes, as the publisher, the answers whose withdrawal waited for a cycle's publication; gives how many that were. */
export const carryOutWithdrawals = (tx: Tx, cycleId: string): Promise<number> =>
  resultOf(tx, sql`carry_out_withdrawals(${cycleId})`);
