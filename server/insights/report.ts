import type { Tx } from "@/db/client";
import { countActions } from "@/db/queries/noted-actions";
import { listStates } from "@/db/queries/published/changes";
import { countFlows, listDuosGone } from "@/db/queries/published/flows";
import { listShapes } from "@/db/queries/published/units";
import { promiseNamesActions } from "@/lib/domain/noted-actions";
import type { Viewer } from "@/lib/domain/permissions";
import { countedSteps, type Move } from "@/lib/insights/changes";
import { figureOf } from "@/lib/insights/figures";
import { attributeFilters, type Filters } from "@/lib/insights/filters";
import { nextPublished, type OpenedView, showsDuos } from "@/lib/insights/frame";
import type { HeatUnit, PastCycle } from "@/lib/insights/overview";
import { type Recovery, recoveryAfter, unwellStates, wellStates } from "@/lib/insights/recoveries";
import type { Report, ReportActions, ReportChanges } from "@/lib/insights/report";
import { askedRange, type ReportRange, type ReportStep, stepsOf } from "@/lib/insights/report-range";
import { stateMeasures, unitStates } from "@/lib/insights/unit-states";
import { reorganizedIn } from "@/lib/insights/units";
import { type InsightsContext, openInsights } from "./context";
import { duosInView } from "./duo-lines";
import { loadFollowUp } from "./follow-up";
import { loadKinds } from "./kinds";
import { heatOf, heatWanted, readFigures } from "./unit-figures";

/**
 * What happened in a unit from one cycle to another; always about all of its duos. That some were chosen is known to the
 * view alone, which says so and keeps the choice.
 */
export async function openReport(viewer: Viewer, asked: Filters): Promise<OpenedView<Report> | undefined> {
  const { unit, from, to, cycle, whole } = asked;
  const filters = { unit, from, cycle: to ?? cycle, whole };
  const view = await openInsights(viewer, filters, async (tx, context, record): Promise<Report> => {
    const range = askedRange(context);
    await record({
      action: "unit.read",
      subjectId: context.unit.id,
      detail: { cycle: context.cycle.id, ...(from && { from }), view: "report" },
    });
    if (context.cycle.state === "withdrawn") return { kind: "withdrawn", frame: context };
    if (range.kind === "reversed") return { kind: "reversed", frame: context, from: range.from };
    return {
      kind: "range",
      frame: context,
      range,
      ...(await loadFigures(tx, context, range)),
      changes: await loadChanges(tx, context, range),
      kinds: await loadKinds(tx, context),
      actions: await loadActions(tx, context, range),
      followUp: await loadFollowUp(tx, context),
    };
  });
  if (!view) return undefined;
  const chosen = { ...view.frame.filters, ...attributeFilters(asked) };
  return { ...view, frame: { ...view.frame, filters: chosen } };
}

type RangeFigures = { past: PastCycle[]; units: HeatUnit[]; reorganized: ReadonlySet<string> };

/** The unit's figures over the range, and in the last cycle beside those of the units right below it. */
async function loadFigures(tx: Tx, context: InsightsContext, { cycles }: ReportRange): Promise<RangeFigures> {
  const { orgId, scope, unit, units } = context;
  // The whole company is compared with nothing.
  const beside = [
    ...(unit.parentId === null ? [] : [unit]),
    ...units.filter(({ parentId }) => parentId === unit.id),
  ].map((one) => ({ ...one, depth: 0 }));
  const reading = await readFigures(
    tx,
    context,
    { unitIds: [unit.id], cycles, measures: ["level", ...stateMeasures] },
    heatWanted(context, beside),
  );
  const cycleIds = cycles.map(({ id }) => id);
  return {
    past: cycles.map((cycle) => ({
      cycle,
      states: unitStates(reading, unit.id, cycle),
      level: figureOf(reading, { unitId: unit.id, cycle }, "level"),
    })),
    units: heatOf(reading, context, beside),
    reorganized: reorganizedIn(await listShapes(tx, { scope, orgId, unitId: unit.id }, cycleIds), cycles),
  };
}

async function loadChanges(
  tx: Tx,
  context: InsightsContext,
  { cycles }: ReportRange,
): Promise<ReportChanges> {
  const steps = stepsOf(cycles);
  const counted: Move[][] = [];
  const recoveries: Recovery[] = [];
  for (const step of steps) {
    const rows = await countFlows(tx, duosAfter(context, step), step.before.id);
    counted.push(rows.flatMap(({ from, to, count }) => (from && to ? [{ from, to, count }] : [])));
    recoveries.push(...(await loadRecoveries(tx, context, step)));
  }
  return { ...countedSteps(counted), recoveries };
}

/** The unit's duos in the later cycle of a step. */
const duosAfter = (context: InsightsContext, { after }: ReportStep) => ({
  ...duosInView(context),
  cycleId: after.id,
});

/** How long the recoveries of a step took, by the rows since the last gap before it. */
async function loadRecoveries(tx: Tx, context: InsightsContext, step: ReportStep): Promise<Recovery[]> {
  const { orgId, scope, cycles } = context;
  const duoIds = await listDuosGone(tx, duosAfter(context, step), {
    fromCycleId: step.before.id,
    from: unwellStates,
    to: wellStates,
  });
  const before = cycles.filter(({ number, state }) => number <= step.before.number && state === "published");
  const gap = before.findIndex((cycle) => !showsDuos(cycle));
  const cycleIds = (gap < 0 ? before : before.slice(0, gap)).map(({ id }) => id).toReversed();
  const states = await listStates(tx, { scope, orgId, readerId: undefined, duoIds, cycleIds });
  const found = new Map(states.map(({ duoId, cycleId, status }) => [`${duoId} ${cycleId}`, status]));
  return duoIds.map((duoId) => recoveryAfter(cycleIds.map((id) => found.get(`${duoId} ${id}`) ?? null)));
}

/** What was done in the time of the range's cycles. */
async function loadActions(
  tx: Tx,
  { orgId, scope, unit, cycles }: InsightsContext,
  range: ReportRange,
): Promise<ReportActions> {
  const [first, last] = [range.cycles[0], range.cycles.at(-1)];
  if (!first || !last) return { duos: 0, kinds: [], promised: false };
  const found = await countActions(tx, {
    scope,
    orgId,
    unitId: unit.id,
    from: first.opensOn,
    until: nextPublished(cycles, last)?.opensOn,
  });
  const cycleIds = range.cycles.filter(showsDuos).map(({ id }) => id);
  const promised = cycles.some(
    ({ id, promiseVersion }) => cycleIds.includes(id) && promiseNamesActions(promiseVersion),
  );
  // Noted on a row of another cycle, whose promise names it.
  return { ...found, promised: promised || found.duos > 0 };
}
