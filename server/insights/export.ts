import { z } from "zod";
import { currentTime, type Tx, withViewer } from "@/db/client";
import { BusyFault } from "@/db/fault";
import { findOrganization } from "@/db/queries/cycles";
import { exportCells } from "@/db/queries/exports/cells";
import type { Export } from "@/db/queries/exports/columns";
import {
  exportChanges,
  exportDataset,
  exportDuos,
  exportFlow,
  exportHistory,
  flowColumns,
} from "@/db/queries/exports/duos";
import { byteOrderMark, csvRecord } from "@/lib/csv/csv";
import { signedInRecently, type Viewer } from "@/lib/domain/permissions";
import { statusCodes } from "@/lib/domain/published";
import { dictionary } from "@/lib/i18n";
import { defaultLocale } from "@/lib/i18n/locales";
import { type ExportTable, exportTables, type FileColumn } from "@/lib/insights/export";
import { openUnits, parseFilters } from "@/lib/insights/filters";
import { earlierCycles } from "@/lib/insights/flow";
import { cyclesInRange, rangeOf, topUnits } from "@/lib/insights/frame";
import { heatMeasures } from "@/lib/insights/overview";
import { treeInView } from "@/lib/insights/units";
import { recordAudit } from "../audit/record";
import { DomainError } from "../errors";
import { type InsightsContext, withInsights } from "./context";
import { copyOut } from "./copy-out";
import { duosInView } from "./duo-lines";

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
    const cycle = context.cycle.opensAt.toISOString().slice(0, 7);
    const name = `${organization} ${cycle} ${table} ${now.toISOString().slice(0, 10)}.csv`;
    return { name, context };
  });
  if (!plan) throw new DomainError("not-found");
  const { name, context } = plan;
  const begin = () => recordExport(viewer, table, context);
  if (table === "dictionary") {
    await begin();
    return { name, body: await loadDictionary(viewer, context) };
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

function rowsOf(table: Exclude<ExportTable, "dictionary">, tx: Tx, context: InsightsContext): Export {
  const { orgId, scope, cycle, unit, units, filters } = context;
  const selection = { scope, orgId, cycleId: cycle.id, unitId: unit.id, filters };
  const pairType = filters.pair ?? "all";
  const inRange = cyclesInRange(context, rangeOf(filters)).map(({ id }) => id);
  switch (table) {
    case "duos":
      return exportDuos(tx, cycle, selection);
    case "history":
      return exportHistory(tx, inRange, selection);
    case "changes":
      return exportChanges(tx, cycle, duosInView(context));
    case "flow": {
      const { from } = earlierCycles(context);
      if (!from) throw new DomainError("not-found");
      return exportFlow(tx, duosInView(context), from.id);
    }
    case "dataset":
      return exportDataset(tx, { scope, orgId }, cycle);
    case "units": {
      const shown = treeInView(units, filters.unit ? [unit] : topUnits(units), openUnits(filters));
      const unitIds = shown.map((one) => one.unit.id);
      return exportCells(tx, {
        scope,
        orgId,
        cycleIds: [cycle.id],
        unitIds,
        measures: heatMeasures,
        pairType,
      });
    }
    case "mix": {
      const measures = statusCodes.map((code) => `status:${code}` as const);
      return exportCells(tx, {
        scope,
        orgId,
        cycleIds: inRange,
        unitIds: [unit.id],
        measures,
        pairType,
      });
    }
    case "trend":
      return exportCells(tx, {
        scope,
        orgId,
        cycleIds: inRange,
        unitIds: [unit.id],
        measures: ["level"],
        pairType,
      });
    case "cells":
      return exportCells(tx, {
        scope,
        orgId,
        cycleIds: [cycle.id],
      });
  }
}

/** Every column of every file in words; made from the files themselves, so that none is missing. */
function loadDictionary(viewer: Viewer, context: InsightsContext): Promise<string> {
  const { head, columns: meaning } = dictionary(defaultLocale).exports;
  return withViewer(viewer, async (tx) => {
    const records = exportTables.flatMap((table) => {
      if (table === "dictionary") return [];
      const columns = table === "flow" ? flowColumns : rowsOf(table, tx, context).columns;
      return columns.map((column) => [table, column, meaning[column as FileColumn] ?? ""]);
    });
    return byteOrderMark + [[head.table, head.column, head.meaning], ...records].map(csvRecord).join("");
  });
}
