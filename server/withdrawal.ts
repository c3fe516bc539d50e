import { currentTime, type Tx, withViewer } from "@/db/client";
import { type WithdrawalOutcome, withdrawOwnAnswers } from "@/db/queries/withdrawals";
import type { DuoCycle } from "@/lib/domain/duo-cycle";
import type { Viewer } from "@/lib/domain/permissions";
import { type Withdrawal, withdrawalInput } from "@/lib/personal-data/withdrawing";
import { prepareLedger, writeLines } from "./erasure/keeping";
import { DomainError } from "./errors";
import { parseOrNotFound } from "./http/parse";

/**
 * Withdraws the viewer's answers in a duo's cycle, for good. Before the close all own parts go, the reveal ends for both
 * and the cycle takes no answers of this person any more; between the close and the publication it waits for the
 * publication; afterwards raw answers and person scores go, published rows stay, and the partner reads "deleted". Refuses
 * with "not-found" who is not one of the two, with "stale" where what follows is not what was read any more, and with
 * "unavailable" where the ledger of erasures cannot be used.
 */
export async function withdrawResponse(viewer: Viewer, target: unknown): Promise<WithdrawalOutcome> {
  const survey = parseOrNotFound(withdrawalInput, target);
  const [outcome] = await withdrawSurveys(viewer, async () => [survey]);
  return outcome!;
}

/**
 * Withdraws the surveys that `choose` gives, each as `withdrawResponse` does, all or none: committed only once the ledger
 * has a line for each, so that no restored backup brings them back.
 */
export async function withdrawSurveys(
  viewer: Viewer,
  choose: (tx: Tx) => Promise<readonly Withdrawal[]>,
): Promise<WithdrawalOutcome[]> {
  await prepareLedger(viewer);
  return withViewer(viewer, async (tx) => {
    const outcomes: WithdrawalOutcome[] = [];
    const withdrawn: DuoCycle[] = [];
    for (const { cycleId, duoId, stage } of await choose(tx)) {
      const outcome = await withdrawOwnAnswers(tx, { cycleId, duoId, stage });
      if (!outcome) throw new DomainError("not-found");
      if (outcome === "other-stage") throw new DomainError("stale");
      outcomes.push(outcome);
      if (outcome !== "withdrawn-before") withdrawn.push({ cycleId, duoId });
    }
    await keepLines(tx, viewer, withdrawn);
    return outcomes;
  });
}

async function keepLines(tx: Tx, viewer: Viewer, surveys: readonly DuoCycle[]): Promise<void> {
  if (surveys.length === 0) return;
  const date = (await currentTime(tx)).toISOString().slice(0, 10);
  const said = { id: viewer.personId, organizationId: viewer.orgId, date };
  await writeLines(
    viewer,
    surveys.map((survey) => ({ ...said, ...survey })),
  );
}
