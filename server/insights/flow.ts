import { countFlows } from "@/db/queries/duo-changes";
import type { Filters } from "@/lib/insights/filters";
import type { Flows } from "@/lib/insights/flow";
import { showsDuos } from "@/lib/insights/frame";
import type { Viewer } from "@/lib/permissions";
import { recordAudit } from "../audit";
import { withInsights } from "./context";
import { duosInView } from "./duo-lines";

/** Who stood where in an earlier cycle and stands where in the chosen one; the one before unless another is asked for. */
export function loadFlow(viewer: Viewer, filters: Filters): Promise<Flows | undefined> {
  return withInsights(viewer, filters, async (tx, context) => {
    const { scope, cycle, cycles, unit } = context;
    const choices = cycles.filter((one) => one.number < cycle.number && showsDuos(one));
    const from = choices.find(({ id }) => id === filters.from) ?? choices[0];
    if (!from || !showsDuos(cycle)) return { frame: context, choices, between: undefined };
    const rows = await countFlows(tx, scope, duosInView(context), from.id);
    const counts = rows.map((row) => ({
      from: row.from ?? ("incomplete" as const),
      to: row.to ?? ("incomplete" as const),
      count: row.count,
    }));
    const { pair } = filters;
    await recordAudit(tx, viewer, {
      action: "insights.flow",
      area: "reading",
      subjectId: unit.id,
      detail: {
        cycle: cycle.id,
        from: from.id,
        ...(pair && { pair }),
        count: counts.reduce((sum, { count }) => sum + count, 0),
      },
    });
    return { frame: context, choices, between: { from, counts } };
  });
}
