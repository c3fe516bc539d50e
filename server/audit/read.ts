import { type Tx, withViewer } from "@/db/client";
import { type AuditSelection, auditRowExists, countAudit, listAudit } from "@/db/queries/audit";
import type { AuditLine } from "@/lib/domain/audit";
import { type AuditCursor, type AuditLog, parseAuditQuery } from "@/lib/domain/audit-query";
import { MOST_ROWS } from "@/lib/domain/paging";
import type { Viewer } from "@/lib/domain/permissions";
import { readChain } from "./chain";
import { areasOf, selectionOf } from "./query";

const PER_PAGE = 100;

/** One page of the log, or what is wrong with the address that asks for it. */
export async function loadAuditLog(viewer: Viewer, wanted: unknown): Promise<AuditLog> {
  const areas = areasOf(viewer);
  const { asked, filters, problems, cursor, all } = parseAuditQuery(wanted, areas);
  const nothing = { lines: [], total: 0, first: 1, newer: false, older: false };
  const page = { ...nothing, areas, asked, all, problems };
  if (problems.length > 0) return page;
  return withViewer(viewer, async (tx) => {
    if (cursor && !(await auditRowExists(tx, viewer.orgId, cursor.id)))
      return { ...page, problems: ["page"] };
    const selection = selectionOf(viewer, filters);
    const total = await countAudit(tx, selection);
    const lines = await linesOf(tx, selection, all ? { limit: MOST_ROWS } : { limit: PER_PAGE, cursor });
    const [top] = lines;
    const newer = top ? await countAudit(tx, selection, { side: "after", id: top.id }) : 0;
    const older = newer + lines.length < total;
    const log = { ...page, lines, total, first: newer + 1, newer: newer > 0, older };
    const whole = viewer.isReviewer && !cursor && !all && Object.keys(asked).length === 0;
    return whole ? { ...log, chain: await readChain(tx, viewer.orgId) } : log;
  });
}

/** The lines of a page. The newest page is full, also on the way back to it. */
async function linesOf(
  tx: Tx,
  selection: AuditSelection,
  { limit, cursor }: { limit: number; cursor?: AuditCursor },
): Promise<AuditLine[]> {
  const lines = await listAudit(tx, selection, { limit, cursor });
  return cursor?.side === "after" && lines.length < limit ? listAudit(tx, selection, { limit }) : lines;
}
