import { z } from "zod";
import type { Tx } from "@/db/client";
import { isInDuo } from "@/db/queries/duos";
import { findDuo, listCyclesOfDuo, listDuoHistory, listDuos } from "@/db/queries/published/duos";
import { limitsOf, pageInView } from "@/lib/domain/paging";
import type { Viewer } from "@/lib/domain/permissions";
import type { DuoList, LeaderDuo, PastDuo } from "@/lib/insights/duos";
import type { Filters } from "@/lib/insights/filters";
import { cyclesInRange, type OpenedView, rangeOf, showsDuos } from "@/lib/insights/frame";
import { DomainError } from "../errors";
import { readActions } from "./actions";
import { type InsightsContext, openInsights, type View, withInsights, withKeptPlans } from "./context";
import { cyclesToTrack, listInView, withStates } from "./duo-lines";
import { countListed } from "./list-counts";

/** Two screens of a desktop; twice as many would take twice as long to render. */
const DUOS_PER_PAGE = 25;

/** Why a cycle shows no duo by name. */
const withoutDuos = ({ cycle }: InsightsContext) =>
  cycle.state === "withdrawn" ? ("withdrawn" as const) : ("private" as const);

/** One page of the duos in view, with their states over the last cycles; undefined before the first publication. */
export function openDuos(viewer: Viewer, filters: Filters): Promise<OpenedView<DuoList> | undefined> {
  const view: View<DuoList> = async (tx, context, record) => {
    const list = showsDuos(context.cycle)
      ? await loadPage(tx, context)
      : { kind: withoutDuos(context), frame: context };
    const { page: _, open: __, ...applied } = filters;
    await record({
      action: "duo.listed",
      subjectId: context.unit.id,
      detail: { ...applied, cycle: context.cycle.id, count: list.kind === "duos" ? list.total : 0 },
    });
    return list;
  };
  return openInsights(viewer, filters, filters.sort === "name" ? view : withKeptPlans(view));
}

async function loadPage(tx: Tx, context: InsightsContext): Promise<DuoList> {
  const { orgId, readerId: personId } = context;
  const selection = listInView(context);
  const inDuo = await isInDuo(tx, { orgId, personId });
  const counts = await countListed(tx, context, inDuo);
  const total = [...counts.values()].reduce((sum, n) => sum + n, 0);
  // The list may have become shorter since a link was made: its last page is shown then.
  const shown = pageInView(total, DUOS_PER_PAGE, context.filters);
  const rows = await listDuos(tx, selection, { ...limitsOf(shown), counts });
  const tracked = cyclesToTrack(context);
  return {
    kind: "duos",
    frame: context,
    rows: await withStates(tx, context, { lines: rows, tracked }),
    ...shown,
    tracked,
    inDuo,
  };
}

/**
 * A duo as a leader may see it. A duo that the leader is in, or that is out of scope, is "not-found". Where no cycle was
 * chosen and the newest has no row of it, the last that has one for this reader is opened.
 */
export async function loadLeaderDuo(
  viewer: Viewer,
  filters: Filters,
  duoId: string,
): Promise<LeaderDuo | undefined> {
  if (!z.uuid().safeParse(duoId).success) throw new DomainError("not-found");
  const view = await openDuo(viewer, filters, duoId);
  if (view?.kind !== "earlier") return view;
  // Its unit may have had another place then.
  const found = await openDuo(viewer, { ...filters, unit: undefined, cycle: view.cycleId }, duoId);
  if (found?.kind === "earlier") throw new DomainError("not-found");
  return found?.kind === "duo" ? { ...found, notIn: view.notIn } : found;
}

type Earlier = { kind: "earlier"; cycleId: string; notIn: InsightsContext["cycle"] };

async function openDuo(
  viewer: Viewer,
  filters: Filters,
  duoId: string,
): Promise<LeaderDuo | Earlier | undefined> {
  return withInsights(viewer, filters, async (tx, context, record) => {
    if (!showsDuos(context.cycle)) return { kind: withoutDuos(context), frame: context };
    const { orgId, readerId, scope, cycle, cycles } = context;
    const key = { scope, orgId, readerId, duoId };
    const row = await findDuo(tx, key, cycle.id);
    if (!row) {
      const read = filters.cycle ? new Set() : await listCyclesOfDuo(tx, key);
      const last = cycles.find((one) => read.has(one.id) && showsDuos(one));
      if (!last) throw new DomainError("not-found");
      return { kind: "earlier", cycleId: last.id, notIn: cycle };
    }
    const { lastStatusCycleId, ...duo } = row;
    const tracked = cyclesInRange(context, rangeOf(filters));
    const history = await listDuoHistory(tx, key, [
      ...tracked.map(({ id }) => id),
      ...(lastStatusCycleId ? [lastStatusCycleId] : []),
    ]);
    await record({
      action: "duo.read",
      subjectId: duoId,
      detail: { cycle: cycle.id },
    });
    const inCycle = (id: string): PastDuo[] => {
      const found = history.find(({ cycleId }) => cycleId === id);
      const of = cycles.find((one) => one.id === id);
      return found && of ? [{ ...found, cycle: of }] : [];
    };
    return {
      kind: "duo",
      frame: context,
      duo,
      tracked,
      past: tracked.flatMap(({ id }) => inCycle(id)),
      last: lastStatusCycleId ? inCycle(lastStatusCycleId)[0] : undefined,
      actions: await readActions(tx, context, { duoId, timeZone: viewer.timeZone }),
    };
  });
}
