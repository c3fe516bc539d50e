import type { Tx } from "@/db/client";
import { listNeedingAttention } from "@/db/queries/published/attention";
import { listChanges, listMapDuos } from "@/db/queries/published/changes";
import { findDrivers } from "@/db/queries/published/unit-figures";
import type { Viewer } from "@/lib/domain/permissions";
import { compareCycles } from "@/lib/insights/changes";
import { attributeFilters, type Filters } from "@/lib/insights/filters";
import { type OpenedView, showsDuos, topUnits } from "@/lib/insights/frame";
import { MAP_DUOS_SHOWN, type Overview, type OverviewDuos, type UnitCard } from "@/lib/insights/overview";
import { stateMeasures } from "@/lib/insights/unit-states";
import { type InsightsContext, openInsights, withKeptPlans } from "./context";
import { changesInView, cyclesToTrack, duosInView, FIRST_SHOWN, withStates } from "./duo-lines";
import { loadChangeCounts, loadOverviewCounts } from "./overview-counts";
import { besideOf, loadUnitFigures, readFigures } from "./unit-figures";

const CHANGES_SHOWN = 6;

/** Everything the overview says of one cycle and unit, from published rows alone. */
export function openOverview(viewer: Viewer, filters: Filters): Promise<OpenedView<Overview> | undefined> {
  const { range } = filters;
  const view = withKeptPlans((tx, context, record) =>
    loadKind(tx, context, (kind, named) =>
      record({
        action: "overview.read",
        subjectId: context.unit.id,
        detail: {
          cycle: context.cycle.id,
          kind,
          ...attributeFilters(filters),
          ...(range && { range }),
          ...(named && { count: named.size }),
        },
      }),
    ),
  );
  return openInsights(viewer, filters, view);
}

/** Writes down that it is read, and how many duos it shows by name. */
type RecordOverview = (kind: Overview["kind"], named?: ReadonlySet<string>) => Promise<void>;

async function loadKind(tx: Tx, context: InsightsContext, record: RecordOverview): Promise<Overview> {
  const { orgId, scope, cycle, filters, units } = context;
  const frame = context;
  if (cycle.state === "withdrawn") {
    await record("withdrawn");
    return { kind: "withdrawn", frame };
  }
  const tops = topUnits(units);
  if (tops.length > 1 && !filters.unit) {
    const [cards] = await Promise.all([loadCards(tx, context, tops), record("cards")]);
    return { kind: "cards", frame, cards };
  }
  const tracked = cyclesToTrack(context);
  const [drivers, duos, { reading: _, ...figures }] = await Promise.all([
    context.unit.parentId === null ? findDrivers(tx, { scope, orgId, cycleId: cycle.id }) : undefined,
    showsDuos(cycle) ? loadNamed(tx, context, record) : record("unit").then(() => undefined),
    loadUnitFigures(tx, context),
  ]);
  return { kind: "unit", frame, tracked, duos, ...figures, drivers };
}

async function loadCards(
  tx: Tx,
  context: InsightsContext,
  tops: readonly { id: string; label: string }[],
): Promise<UnitCard[]> {
  const { cycle } = context;
  const reading = await readFigures(tx, context, {
    unitIds: tops.map(({ id }) => id),
    cycles: [cycle],
    measures: ["level", ...stateMeasures],
  });
  return Promise.all(
    tops.map(async (unit) => ({
      ...besideOf(reading, unit, cycle),
      comparison: showsDuos(cycle) ? compareCycles(await loadChangeCounts(tx, context, unit.id)) : undefined,
    })),
  );
}

async function loadNamed(tx: Tx, context: InsightsContext, record: RecordOverview): Promise<OverviewDuos> {
  const view = duosInView(context);
  const tracked = cyclesToTrack(context);
  const counts = loadOverviewCounts(tx, context);
  const compared = counts.then(({ changes }) => compareCycles(changes));
  const few = counts.then(({ map }) => map.reduce((sum, { count }) => sum + count, 0) <= MAP_DUOS_SHOWN);
  const [{ map: mapCounts }, comparison, changes, mapDuos, first] = await Promise.all([
    counts,
    compared,
    compared.then(({ older }) => listChanges(tx, changesInView(context), { limit: CHANGES_SHOWN, older })),
    few.then((isFew) => (isFew ? listMapDuos(tx, view) : [])),
    listNeedingAttention(tx, view, FIRST_SHOWN),
  ]);
  const listed = [...changes, ...first];
  const [lines] = await Promise.all([
    withStates(tx, context, { lines: listed, tracked }),
    // Sent together with the last that is read, and awaited like it.
    record("unit", new Set([...listed.map(({ duoId }) => duoId), ...mapDuos.map(({ id }) => id)])),
  ]);
  return {
    comparison,
    mapCounts,
    mapDuos,
    changes: changes.map(({ inBoth, previousStatusOn }, index) => ({
      ...lines[index]!,
      inBoth,
      previousStatusOn,
    })),
    first: lines.slice(changes.length),
  };
}
