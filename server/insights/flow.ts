import { countFlows } from "@/db/queries/published/flows";
import type { Viewer } from "@/lib/domain/permissions";
import { attributeFilters, type Filters } from "@/lib/insights/filters";
import { earlierCycles, type Flows } from "@/lib/insights/flow";
import { type OpenedView, showsDuos } from "@/lib/insights/frame";
import { openInsights } from "./context";
import { duosInView } from "./duo-lines";

/** In which states duos were in an earlier cycle and are in the chosen one; the cycle before unless another is asked for. */
export function openFlow(viewer: Viewer, filters: Filters): Promise<OpenedView<Flows> | undefined> {
  return openInsights(viewer, filters, async (tx, context, record) => {
    const { cycle, unit } = context;
    const { from } = earlierCycles(context);
    if (!from || !showsDuos(cycle)) return { frame: context, between: undefined };
    const rows = await countFlows(tx, duosInView(context), from.id);
    const counts = rows.map((row) => ({
      from: row.from ?? ("incomplete" as const),
      to: row.to ?? ("incomplete" as const),
      count: row.count,
    }));
    await record({
      action: "flow.read",
      subjectId: unit.id,
      detail: {
        cycle: cycle.id,
        from: from.id,
        ...attributeFilters(filters),
        count: counts.reduce((sum, { count }) => sum + count, 0),
      },
    });
    return { frame: context, between: { from, counts } };
  });
}
