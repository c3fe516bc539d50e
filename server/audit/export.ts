import { z } from "zod";
import { currentTime, withViewer } from "@/db/client";
import { BusyFault } from "@/db/fault";
import { findOrganization } from "@/db/queries/cycles";
import { exportAuditCsv, exportAuditLines } from "@/db/queries/exports/audit";
import { type AuditFilters, auditFormats, parseAuditQuery } from "@/lib/domain/audit-query";
import { signedInRecently, type Viewer } from "@/lib/domain/permissions";
import { dayInZone } from "@/lib/schedule/local-time";
import { copyOut } from "../copy-out";
import { DomainError } from "../errors";
import { parse } from "../http/parse";
import { areasOf, selectionOf } from "./query";
import { recordAudit } from "./record";

const input = z.object({ format: z.enum(auditFormats) });

export type AuditFile = { name: string; body: ReadableStream; format: (typeof auditFormats)[number] };

/**
 * The log as a file: the rows that the page with the same query shows, all its pages. Refuses with "invalid" where the
 * page would show what is wrong with its address, and with "sign-in-again" when the last sign-in is over an hour old.
 * The export is written to the log before the first row is sent, so a file of all rows begins with itself.
 */
export async function openAuditFile(viewer: Viewer, query: unknown): Promise<AuditFile> {
  const areas = areasOf(viewer);
  const { format } = parse(input, query);
  const { filters, problems } = parseAuditQuery(query, areas);
  if (problems.length > 0) {
    throw new DomainError("invalid", Object.fromEntries(problems.map((problem) => [problem, problem])));
  }
  const name = await withViewer(viewer, async (tx) => {
    const now = await currentTime(tx);
    if (!signedInRecently(viewer, now)) throw new DomainError("sign-in-again");
    const organization = (await findOrganization(tx, viewer.orgId))?.name ?? "";
    return `${organization} audit log ${dayInZone(now, viewer.timeZone)}.${format}`;
  });
  const selection = selectionOf(viewer, filters);
  const build = format === "csv" ? exportAuditCsv : exportAuditLines;
  const begin = () => recordExport(viewer, format, filters);
  try {
    return { name, body: await copyOut(viewer, { build: (tx) => build(tx, selection), begin }), format };
  } catch (error) {
    throw error instanceof BusyFault ? new DomainError("busy") : error;
  }
}

/** In a transaction of its own: it stays written down when the download is dropped. A typed name is not recorded. */
function recordExport(viewer: Viewer, table: string, { who, ...filters }: AuditFilters): Promise<void> {
  const byPerson = who !== undefined;
  return withViewer(viewer, (tx) =>
    recordAudit(tx, viewer, { action: "audit.exported", detail: { table, ...filters, byPerson } }),
  );
}
