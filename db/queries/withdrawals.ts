import { sql } from "drizzle-orm";
import type { Tx } from "../client";
import type { Enrolment } from "./responses";

/** `waiting`: between the close and the publication; carried out with the publication. */
export type WithdrawalOutcome = "removed" | "waiting" | "withdrawn-before";

/** Withdraws the viewer's answers in a duo's cycle; undefined when the viewer is not one of its two partners. */
export async function withdrawOwnAnswers(
  tx: Tx,
  { cycleId, duoId }: Pick<Enrolment, "cycleId" | "duoId">,
): Promise<WithdrawalOutcome | undefined> {
  const { rows } = await tx.execute<{ outcome: WithdrawalOutcome | null }>(
    sql`select withdraw_answers(${cycleId}, ${duoId}) as outcome`,
  );
  return rows[0]?.outcome ?? undefined;
}

/** Carries out, as the publisher, what waited for a cycle's publication; gives how many requests that were. */
export async function carryOutWithdrawals(tx: Tx, cycleId: string): Promise<number> {
  const { rows } = await tx.execute<{ done: number }>(sql`select carry_out_withdrawals(${cycleId}) as done`);
  return rows[0]!.done;
}
