import { countCompleteRows } from "@/db/queries/published/duos";
import type { Viewer } from "@/lib/domain/permissions";
import type { Filters } from "@/lib/insights/filters";
import { type OpenedView, showsDuos } from "@/lib/insights/frame";
import {
  cadenceOf,
  type OwnSetting,
  RESPONSE_CYCLES,
  responseOfComplete,
  shareOf,
} from "@/lib/methodology/own-setting";
import { openInsights } from "./context";

/**
 * What can be seen of the duos of a leader's unit, counted from the rows that they read; in private cycles it
 * is assumed.
 */
export function openSeeing(viewer: Viewer, filters: Filters): Promise<OpenedView<OwnSetting> | undefined> {
  return openInsights(viewer, filters, async (tx, context) => {
    const { orgId, scope, unit, cycle } = context;
    const upTo = context.cycles.filter(({ number }) => number <= cycle.number);
    const read = upTo.filter(showsDuos).slice(0, RESPONSE_CYCLES);
    const counted = await countCompleteRows(tx, {
      scope,
      orgId,
      unitId: unit.id,
      cycleIds: read.map(({ id }) => id),
    });
    const whole = counted.reduce((sum, { duos }) => sum + duos, 0);
    const part = counted.reduce((sum, { complete }) => sum + complete, 0);
    return {
      duos: counted.find(({ cycleId }) => cycleId === cycle.id)?.duos,
      response: responseOfComplete(shareOf({ part, whole })),
      cadence: cadenceOf(upTo.map(({ opensAt }) => opensAt)),
    };
  });
}
