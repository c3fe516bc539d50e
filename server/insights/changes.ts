import { listEnds } from "@/db/queries/noted-actions";
import { countChanges, listChanges } from "@/db/queries/published/changes";
import { limitsOf, pageInView } from "@/lib/domain/paging";
import type { Viewer } from "@/lib/domain/permissions";
import { compareCycles } from "@/lib/insights/changes";
import type { Changes } from "@/lib/insights/changes-view";
import { attributeFilters, type Filters } from "@/lib/insights/filters";
import { type OpenedView, showsDuos } from "@/lib/insights/frame";
import { stateMeasures, unitStates } from "@/lib/insights/unit-states";
import { openInsights } from "./context";
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
    const view = changesInView(context);
    const [figures, counted, total, followUp] = await Promise.all([
      reading,
      loadChangeCounts(tx, context),
      countChanges(tx, view),
      loadFollowUp(tx, context),
    ]);
    const shown = pageInView(total, CHANGES_PER_PAGE, filters);
    const comparison = compareCycles(counted);
    const lines = await listChanges(tx, view, { ...limitsOf(shown), older: comparison.older });
    const tracked = cyclesToTrack(context);
    const ends = await listEnds(
      tx,
      lines.map(({ duoId }) => duoId),
    );
    const tracking = await withStates(tx, context, { lines, tracked });
    const duos = tracking.map((duo) => ({ ...duo, endedOn: ends.get(duo.duoId) }));
    await record({
      action: "changes.read",
      subjectId: unit.id,
      detail: { cycle: cycle.id, page: shown.page, ...attributeFilters(filters), count: total },
    });
    const list = { ...shown, comparison, duos, tracked };
    return { frame: context, states: unitStates(figures, unit.id, cycle), list, followUp };
  });
}
