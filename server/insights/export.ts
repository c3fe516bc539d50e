import { z } from "zod";
import { currentTime, type Tx, withViewer } from "@/db/client";
import { BusyFault } from "@/db/fault";
import { findOrganization } from "@/db/queries/cycles";
import type { Export } from "@/db/queries/exports/columns";
import {
  exportChanges,
  exportDataset,
  exportDuos,
  exportFlow,
  exportHistory,
} from "@/db/queries/exports/duos";
import { byteOrderMark, csvRecord } from "@/lib/csv/csv";
import { signedInRecently, type Viewer } from "@/lib/domain/permissions";
import { dictionary } from "@/lib/i18n";
import { defaultLocale } from "@/lib/i18n/locales";
import {
  type ExportTable,
  exportTables,
  type FileColumn,
  followUpColumns,
  kindFileColumns,
  unitFileColumns,
} from "@/lib/insights/export";
import { onlyDuosWith, parseFilters } from "@/lib/insights/filters";
import { earlierCycles } from "@/lib/insights/flow";
import { followUpRecords } from "@/lib/insights/follow-up-file";
import { cyclesInRange, rangeOf } from "@/lib/insights/frame";
import { kindFileCells } from "@/lib/insights/kind-file";
import { dayInZone } from "@/lib/schedule/local-time";
import { recordAudit } from "../audit/record";
import { copyOut } from "../copy-out";
import { DomainError } from "../errors";
import { type InsightsContext, type PublishedCycle, withInsights } from "./context";
import { changesInView, duosInView, listInView } from "./duo-lines";
import { loadFollowUp } from "./follow-up";
import { loadKinds } from "./kinds";
import { type UnitTable, unitFile, unitTables } from "./unit-files";

export type ExportFile = { name: string; body: ReadableStream | string };

const input = z.object({ table: z.enum(exportTables) });

/**
 * A table of insights as a file: what the page with the same query shows, all its pages. Refuses with "sign-in-again"
 * when the last sign-in is over an hour old. The export is written to the audit log before the first row is sent.
 */
export async function openExport(viewer: Viewer, query: Record<string, string>): Promise<ExportFile> {
  const parsed = input.safeParse(query);
  if (!parsed.success) throw new DomainError("not-found");
  const { table } = parsed.data;
  const filters = parseFilters(query);
  const plan = await withInsights(viewer, filters, async (tx, context) => {
    const now = await currentTime(tx);
    if (!signedInRecently(viewer, now)) throw new DomainError("sign-in-again");
    if (context.cycle.state === "withdrawn") throw new DomainError("not-found");
    const organization = (await findOrganization(tx, viewer.orgId))?.name ?? "";
    const cycle = context.cycle.opensOn.slice(0, 7);
    const name = `${organization} ${cycle} ${table} ${dayInZone(now, viewer.timeZone)}.csv`;
    return { name, context };
  });
  if (!plan) throw new DomainError("not-found");
  const { name, context } = plan;
  const begin = () => recordExport(viewer, table, context);
  if (table === "dictionary") {
    await begin();
    return { name, body: await loadDictionary(viewer, context) };
  }
  if (table === "kinds") {
    await begin();
    return { name, body: await loadKindFile(viewer, context) };
  }
  if (table === "follow-up") {
    await begin();
    return { name, body: await loadFollowUpFile(viewer, context) };
  }
  if (isUnitTable(table)) {
    await begin();
    return { name, body: await withViewer(viewer, (tx) => unitFile(tx, context, table)) };
  }
  const build = (tx: Tx) => rowsOf(table, tx, context);
  try {
    return { name, body: await copyOut(viewer, { build, begin }) };
  } catch (error) {
    throw error instanceof BusyFault ? new DomainError("busy") : error;
  }
}

/** In a transaction of its own: it stays written down when the download is dropped. */
function recordExport(viewer: Viewer, table: ExportTable, { filters, unit, cycle }: InsightsContext) {
  const { open: _, page: __, ...applied } = filters;
  return withViewer(viewer, (tx) =>
    recordAudit(tx, viewer, {
      action: "insights.exported",
      subjectId: unit.id,
      detail: { ...applied, table, cycle: cycle.id },
    }),
  );
}

/** Tables of duo rows, which stream out of the database. */
type DuoTable = Exclude<ExportTable, UnitTable | "kinds" | "follow-up" | "dictionary">;

const isUnitTable = (table: ExportTable): table is UnitTable =>
  unitTables.some((ofUnits) => ofUnits === table);

function rowsOf(table: DuoTable, tx: Tx, context: InsightsContext): Export {
  const { orgId, readerId, scope, cycle, filters } = context;
  const selection = listInView(context);
  switch (table) {
    case "duos":
      return exportDuos(tx, cycle, selection);
    case "history": {
      const inRange = cyclesInRange(context, rangeOf(filters)).map(({ id }) => id);
      return exportHistory(tx, inRange, selection);
    }
    case "changes":
      return exportChanges(tx, cycle, changesInView(context));
    case "flow": {
      const from = context.cycles.find(({ id }) => id === earlierCycles(context).from?.id);
      if (!from) throw new DomainError("not-found");
      return exportFlow(tx, duosInView(context), flowPlace(context, from));
    }
    case "dataset":
      return exportDataset(tx, { scope, orgId, readerId }, cycle);
  }
}

const flowPlace = ({ cycle, unit, filters }: InsightsContext, from: PublishedCycle) => ({
  from,
  to: cycle,
  unit,
  only: onlyDuosWith(filters),
});

/** Every kind of duos in the unit; no record where the cycle shows no duo. */
function loadKindFile(viewer: Viewer, context: InsightsContext): Promise<string> {
  const { cycle, unit } = context;
  return withViewer(viewer, async (tx) => {
    const { blocks } = (await loadKinds(tx, context)) ?? { blocks: [] };
    const records = blocks.flatMap(({ attribute, kinds }) =>
      kinds.map((kind) => kindFileCells({ cycle, unit, attribute, kind })),
    );
    return fileOf(kindFileColumns, records);
  });
}

/** What became of the unit's duos that began to diverge; no record where the cycle shows no duo. */
function loadFollowUpFile(viewer: Viewer, context: InsightsContext): Promise<string> {
  return withViewer(viewer, async (tx) => {
    const found = await loadFollowUp(tx, context);
    return fileOf(followUpColumns, found ? followUpRecords(found, context) : []);
  });
}

/** A file of a few records, in which people named the unit. */
function fileOf(columns: readonly string[], records: readonly string[][]): string {
  const texts = [columns.indexOf("unit")];
  return byteOrderMark + csvRecord(columns) + records.map((cells) => csvRecord(cells, texts)).join("");
}

/** Every column of every file in words; made from the files themselves, so that none is missing. */
function loadDictionary(viewer: Viewer, context: InsightsContext): Promise<string> {
  const { head, columns: meaning } = dictionary(defaultLocale).exports;
  return withViewer(viewer, async (tx) => {
    const columnsOf = (table: Exclude<ExportTable, "dictionary">) => {
      if (isUnitTable(table)) return unitFileColumns;
      if (table === "kinds") return kindFileColumns;
      if (table === "follow-up") return followUpColumns;
      // The first cycle has no flow, and the columns have their meanings all the same.
      if (table === "flow")
        return exportFlow(tx, duosInView(context), flowPlace(context, context.cycle)).columns;
      return rowsOf(table, tx, context).columns;
    };
    const records = exportTables.flatMap((table) =>
      table === "dictionary"
        ? []
        : columnsOf(table).map((column) => [table, column, meaning[column as FileColumn] ?? ""]),
    );
    return (
      byteOrderMark +
      [[head.table, head.column, head.meaning], ...records].map((cells) => csvRecord(cells)).join("")
    );
  });
}
