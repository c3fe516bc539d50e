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
import { type InsightsContext, openInsights } from "./context";
import { changesInView, cyclesToTrack, duosInView, FIRST_SHOWN, withStates } from "./duo-lines";
import { loadChangeCounts, loadOverviewCounts } from "./overview-counts";
import { besideOf, loadUnitFigures, readFigures } from "./unit-figures";

const CHANGES_SHOWN = 6;

/** Everything the overview says of one cycle and unit, from published rows alone. */
export function openOverview(viewer: Viewer, filters: Filters): Promise<OpenedView<Overview> | undefined> {
  return openInsights(viewer, filters, async (tx, context, record) => {
    const overview = await loadKind(tx, context);
    const { range } = filters;
    await record({
      action: "overview.read",
      subjectId: context.unit.id,
      detail: {
        cycle: context.cycle.id,
        kind: overview.kind,
        ...attributeFilters(filters),
        ...(range && { range }),
        ...(overview.kind === "unit" && overview.duos && { count: duosNamed(overview.duos) }),
      },
    });
    return overview;
  });
}

/** How many duos the page shows by name. */
function duosNamed({ changes, mapDuos, first }: OverviewDuos): number {
  return new Set([...[...changes, ...first].map(({ duoId }) => duoId), ...mapDuos.map(({ id }) => id)]).size;
}

async function loadKind(tx: Tx, context: InsightsContext): Promise<Overview> {
  const { orgId, scope, cycle, filters, units } = context;
  const frame = context;
  if (cycle.state === "withdrawn") return { kind: "withdrawn", frame };
  const tops = topUnits(units);
  if (tops.length > 1 && !filters.unit) {
    return { kind: "cards", frame, cards: await loadCards(tx, context, tops) };
  }
  const tracked = cyclesToTrack(context);
  const [drivers, duos, { reading: _, ...figures }] = await Promise.all([
    context.unit.parentId === null ? findDrivers(tx, { scope, orgId, cycleId: cycle.id }) : undefined,
    showsDuos(cycle) ? loadNamed(tx, context) : undefined,
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

async function loadNamed(tx: Tx, context: InsightsContext): Promise<OverviewDuos> {
  const view = duosInView(context);
  const tracked = cyclesToTrack(context);
  const counts = loadOverviewCounts(tx, context);
  const compared = counts.then(({ changes }) => compareCycles(changes));
  const [{ map: mapCounts }, comparison, changes, first] = await Promise.all([
    counts,
    compared,
    compared.then(({ older }) => listChanges(tx, changesInView(context), { limit: CHANGES_SHOWN, older })),
    listNeedingAttention(tx, view, FIRST_SHOWN),
  ]);
  const few = mapCounts.reduce((sum, { count }) => sum + count, 0) <= MAP_DUOS_SHOWN;
  const [lines, mapDuos] = await Promise.all([
    withStates(tx, context, { lines: [...changes, ...first], tracked }),
    few ? listMapDuos(tx, view) : [],
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
