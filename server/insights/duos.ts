import { countDuos, duoRows, findDuo, listDuoHistory } from "@/db/queries/published-duos";
import type { Filters } from "@/lib/insights/filters";
import type { Viewer } from "@/lib/permissions";
import { recordAudit } from "../audit";
import { DomainError } from "../errors";
import { type InsightsContext, withInsights } from "./context";

export const DUOS_PER_PAGE = 50;
const TRACKED_CYCLES = 13;

export type DuoRow = Awaited<ReturnType<typeof duoRows>>[number];

/** Cycles up to the chosen one that may be shown, oldest first. */
export function trackedCycles({ cycles, cycle }: InsightsContext, most = TRACKED_CYCLES) {
  return cycles
    .filter((one) => one.number <= cycle.number && one.state === "published")
    .slice(0, most)
    .reverse();
}

/** One page of the duos in view, with their states over the last cycles. */
export function loadDuos(viewer: Viewer, filters: Filters) {
  return withInsights(viewer, filters, async (tx, context) => {
    const { orgId, scope, cycle, unit } = context;
    const shown = cycle.state === "published" && cycle.sharingMode === "scoped";
    const selection = { orgId, cycleId: cycle.id, unitId: unit.id, filters };
    const total = shown ? await countDuos(tx, scope, selection) : 0;
    const pages = Math.max(1, Math.ceil(total / DUOS_PER_PAGE));
    const page = Math.min(filters.page ?? 1, pages);
    const rows = shown
      ? await duoRows(tx, scope, selection)
          .limit(DUOS_PER_PAGE)
          .offset((page - 1) * DUOS_PER_PAGE)
      : [];
    const tracked = trackedCycles(context);
    const history = await listDuoHistory(
      tx,
      scope,
      orgId,
      rows.map((row) => row.duoId),
      tracked.map((one) => one.id),
    );
    const { page: _, ...applied } = filters;
    await recordAudit(tx, viewer, {
      action: "insights.duos",
      area: "reading",
      subjectId: unit.id,
      detail: { ...applied, cycle: cycle.id, count: total },
    });
    return { context, shown, rows, total, page, pages, tracked, history };
  });
}

/** A duo as a leader may see it: states with dates and reasons, bands, levels to 5 points; never a gap or a side. */
export function loadLeaderDuo(viewer: Viewer, filters: Filters, duoId: string) {
  return withInsights(viewer, filters, async (tx, context) => {
    const { orgId, scope, cycle } = context;
    const row = await findDuo(tx, scope, orgId, cycle.id, duoId);
    if (!row) throw new DomainError("not-found");
    const tracked = trackedCycles(context, 24);
    const history = await listDuoHistory(
      tx,
      scope,
      orgId,
      [duoId],
      tracked.map((one) => one.id),
    );
    await recordAudit(tx, viewer, {
      action: "duo.read",
      area: "reading",
      subjectId: duoId,
      detail: { cycle: cycle.id },
    });
    return { context, row, tracked, history };
  });
}
