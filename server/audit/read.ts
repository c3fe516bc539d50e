import { z } from "zod";
import { withViewer } from "@/db/client";
import { countAudit, listAudit } from "@/db/queries/audit";
import type { AuditLog } from "@/lib/domain/audit";
import type { Viewer } from "@/lib/domain/permissions";
import { DomainError } from "../errors";

const PER_PAGE = 100;
const pageInput = z.coerce.number().int().min(1).catch(1);

/** The log for the reviewer; an admin's policies leave the rows about the program. For others it is not there. */
export async function loadAuditLog(viewer: Viewer, wanted: unknown): Promise<AuditLog> {
  if (!viewer.isReviewer && !viewer.isAdmin) throw new DomainError("not-found");
  return withViewer(viewer, async (tx) => {
    const total = await countAudit(tx, viewer.orgId);
    const pages = Math.max(1, Math.ceil(total / PER_PAGE));
    const page = Math.min(pages, pageInput.parse(wanted));
    const lines = await listAudit(tx, viewer.orgId, { limit: PER_PAGE, offset: (page - 1) * PER_PAGE });
    return { lines, total, page, pages, perPage: PER_PAGE };
  });
}
