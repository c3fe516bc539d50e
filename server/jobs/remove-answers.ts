import { asPublisher, asWorker } from "@/db/client";
import { insertAudit } from "@/db/queries/audit";
import { findCycle } from "@/db/queries/cycles";
import type { CycleKey } from "@/db/queries/publication";
import { endAnswers, listEndingAnswers, removeEndedAnswers } from "@/db/queries/retention";
import { eachOrganization } from "./each-organization";

/** Rows of a transaction: few enough that it lasts a fraction of a second. */
const BATCH = 5_000;

/**
 * Removes the raw answers of cycles that were kept long enough. First the cycle's answers end, so that nobody reads half of
 * them; then they go batch by batch, each a transaction with its line in the audit log. A job that was interrupted is gone
 * on with by the next run.
 * @param batch rows of a transaction
 */
export async function removeDueAnswers(batch = BATCH): Promise<void> {
  await eachOrganization("remove-answers", await asWorker(listEndingAnswers), async (key) => {
    await asPublisher(key.orgId, (tx) => endAnswers(tx, key));
    while ((await removeBatch(key, batch)) > 0);
  });
}

const removeBatch = ({ orgId, cycleId }: CycleKey, batch: number): Promise<number> =>
  asPublisher(orgId, async (tx) => {
    const cycle = await findCycle(tx, orgId, cycleId);
    const rows = await removeEndedAnswers(tx, { orgId, cycleId }, batch);
    if (rows > 0 && cycle) {
      const detail = { number: cycle.number, rows };
      await insertAudit(tx, { orgId, action: "answers.removed", subjectId: cycleId, detail });
    }
    return rows;
  });
