import { withViewer } from "@/db/client";
import { countAudit, listAudit } from "@/db/queries/audit";
import type { AuditLog } from "@/lib/domain/audit";
import { limitsOf, pageInView, rowsWanted } from "@/lib/domain/paging";
import type { Viewer } from "@/lib/domain/permissions";
import { DomainError } from "../errors";

const PER_PAGE = 100;

/** The log for the reviewer; the rows about the program for an admin. For others it is not there. */
export async function loadAuditLog(viewer: Viewer, wanted: unknown): Promise<AuditLog> {
  if (!viewer.isReviewer && !viewer.isAdmin) throw new DomainError("not-found");
  return withViewer(viewer, async (tx) => {
    const only = viewer.isReviewer ? undefined : "program";
    const total = await countAudit(tx, viewer.orgId, only);
    const view = pageInView(total, PER_PAGE, rowsWanted.parse(wanted));
    return { ...view, lines: await listAudit(tx, viewer.orgId, { ...limitsOf(view), only }) };
  });
}
