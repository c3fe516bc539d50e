import type { Tx } from "@/db/client";
import { listEnds } from "@/db/queries/noted-actions";
import { countChanges, listChanges } from "@/db/queries/published/changes";
import { limitsOf, pageInView } from "@/lib/domain/paging";
import type { Viewer } from "@/lib/domain/permissions";
import { compareCycles } from "@/lib/insights/changes";
import type { Changes } from "@/lib/insights/changes-view";
import { attributeFilters, type Filters } from "@/lib/insights/filters";
import { type OpenedView, showsDuos } from "@/lib/insights/frame";
import { stateMeasures, unitStates } from "@/lib/insights/unit-states";
import { type InsightsContext, openInsights } from "./context";
import { changesInView, cyclesToTrack, withStates } from "./duo-lines";
import { loadFollowUp } from "./follow-up";
import { loadChangeCounts } from "./overview-counts";
import { readFigures } from "./unit-figures";

const CHANGES_PER_PAGE = 25;

/** What entered and left each state in the chosen cycle, duo by duo, and the number on watch from the unit's cells. */
export function openChanges(viewer: Viewer, filters: Filters): Promise<OpenedView<Changes> | undefined> {
  return openInsights(viewer, filters, async (tx, context, record) => {
    const { cycle, unit } = context;
    if (cycle.state === "withdrawn")
      return { frame: context, states: undefined, list: undefined, followUp: undefined };
    const reading = readFigures(tx, context, {
      unitIds: [unit.id],
      cycles: [cycle],
      measures: stateMeasures,
    });
    if (!showsDuos(cycle)) {
      const states = unitStates(await reading, unit.id, cycle);
      return { frame: context, states, list: undefined, followUp: undefined };
    }
    // The list waits for its own counts alone.
    const [figures, list, followUp] = await Promise.all([
      reading,
      loadList(tx, context),
      loadFollowUp(tx, context),
    ]);
    await record({
      action: "changes.read",
      subjectId: unit.id,
      detail: { cycle: cycle.id, page: list.page, ...attributeFilters(filters), count: list.total },
    });
    return { frame: context, states: unitStates(figures, unit.id, cycle), list, followUp };
  });
}

/** The page of the list that the URL asks for, and from which states to which the unit's duos went. */
async function loadList(tx: Tx, context: InsightsContext) {
  const view = changesInView(context);
  const [comparison, total] = await Promise.all([
    loadChangeCounts(tx, context).then(compareCycles),
    countChanges(tx, view),
  ]);
  const shown = pageInView(total, CHANGES_PER_PAGE, context.filters);
  const lines = await listChanges(tx, view, { ...limitsOf(shown), older: comparison.older });
  const tracked = cyclesToTrack(context);
  const duoIds = lines.map(({ duoId }) => duoId);
  const [ends, tracking] = await Promise.all([
    listEnds(tx, duoIds),
    withStates(tx, context, { lines, tracked }),
  ]);
  const duos = tracking.map((duo) => ({ ...duo, endedOn: ends.get(duo.duoId) }));
  return { ...shown, comparison, duos, tracked };
}
