import { insertAudit } from "@/db/queries/audit";
import { logFault } from "../logger";
import type { CyclePublication } from "./cycle-publication";

/** One duo in so many may have a stored value that does not open, and a cycle is still published without it. */
const ONE_IN = 20;

/**
 * Says of each duo with a stored value that does not open that it was left out: in the log, by the row's ids, and in
 * the audit log, where admins read it. The other duos are published: otherwise one changed byte in
 * the database would hold up everybody's results. Throws when it is more than single rows, for then a key or a restored
 * backup is wrong, and what is published is published for good.
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
    await insertAudit(tx, {
      orgId,
      action: "answers.unreadable",
      subjectId: duoId,
      detail: { cycle: cycleId },
    });
  }
}
