import { randomUUID } from "node:crypto";
import type { Tx, ViewerIdentity } from "@/db/client";
import { auditLog } from "@/db/schema";

export type AuditEntry = {
  /** A short verb in the past: "signed-in", "cycle-opened", "duo-read". */
  action: string;
  area: "access" | "program" | "reading" | "export" | "system";
  subjectId?: string;
  /** Ids, counts and filters; never an answer or a name. */
  detail?: Record<string, string | number | boolean | null>;
};

/** Writes who did what, in the transaction of the deed: neither stands without the other. */
export async function recordAudit(tx: Tx, actor: ViewerIdentity, entry: AuditEntry): Promise<void> {
  await tx.insert(auditLog).values({
    orgId: actor.orgId,
    id: randomUUID(),
    actorId: actor.personId,
    action: entry.action,
    area: entry.area,
    subjectId: entry.subjectId,
    detail: entry.detail ?? {},
  });
}
