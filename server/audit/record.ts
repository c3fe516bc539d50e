import type { Tx, ViewerIdentity } from "@/db/client";
import { insertAudit } from "@/db/queries/audit";
import type { AuditAction } from "@/lib/domain/audit";

export type AuditEntry = {
  action: AuditAction;
  subjectId?: string;
  /** Ids, counts and filters; never an answer or a name. */
  detail?: Record<string, string | number | boolean | null>;
};

/** Writes who did what, in the transaction of the deed: neither is stored without the other. */
export function recordAudit(
  tx: Tx,
  { orgId, personId }: ViewerIdentity,
  { action, subjectId, detail }: AuditEntry,
): Promise<void> {
  return insertAudit(tx, { orgId, actorId: personId, action, subjectId, detail });
}
