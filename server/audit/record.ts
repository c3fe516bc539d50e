import { actAs, type Tx, type ViewerIdentity } from "@/db/client";
import { insertAudit, insertAudits } from "@/db/queries/audit";
import type { AuditAction } from "@/lib/domain/audit";

export type AuditEntry = {
  action: AuditAction;
  subjectId?: string;
  /** Ids, counts and filters; never an answer or a name. */
  detail?: Record<string, string | number | boolean | null>;
};

/**
 * Writes that the viewer did something, in the viewer's transaction and together with the deed: neither is stored
 * without the other. The database takes time and actor from the session.
 */
export function recordAudit(
  tx: Tx,
  { orgId }: Pick<ViewerIdentity, "orgId">,
  entry: AuditEntry,
): Promise<void> {
  return insertAudit(tx, { orgId, ...entry });
}

/** The same for several deeds, in one statement. */
export function recordAudits(
  tx: Tx,
  { orgId }: Pick<ViewerIdentity, "orgId">,
  entries: readonly AuditEntry[],
): Promise<void> {
  return insertAudits(
    tx,
    entries.map((entry) => ({ orgId, ...entry })),
  );
}

/** The same while signing in or out: a transaction of the auth role has no person yet, so it gets one here. */
export async function recordSignIn(tx: Tx, person: ViewerIdentity, entry: AuditEntry): Promise<void> {
  await actAs(tx, person);
  await recordAudit(tx, person, entry);
}
