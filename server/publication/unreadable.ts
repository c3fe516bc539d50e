import { recordAudit } from "../audit/record";
import { logFault } from "../logger";
import type { CyclePublication } from "./cycle-publication";

/** A cycle is still published when at most one duo in so many has a stored value that does not open. */
const ONE_IN = 20;

/**
 * Reports each duo that was left out because a stored value of it does not open: in the log, by the row's ids, and in
 * the audit log, which admins read. The other duos are published, because one changed byte in the database must not hold
 * up everybody's results. Throws when there are more than a few: then a key or a restored backup is wrong, and what is
 * published cannot be taken out again.
 */
export async function reportUnreadable(
  { tx, orgId, cycleId, unreadable }: CyclePublication,
  enrolled: number,
): Promise<void> {
  if (unreadable.size === 0) return;
  for (const fault of unreadable.values()) logFault(fault, { orgId, cycleId });
  if (unreadable.size > Math.max(1, Math.floor(enrolled / ONE_IN)) || unreadable.size === enrolled) {
    throw new Error(
      `Cycle ${cycleId} is not published: what is stored of ${unreadable.size} of ${enrolled} duos does not open`,
    );
  }
  for (const duoId of unreadable.keys()) {
    const detail = { cycle: cycleId };
    await recordAudit(tx, { orgId }, { action: "answers.unreadable", subjectId: duoId, detail });
  }
}
