import { type Tx, withViewer } from "@/db/client";
import { keepPlans } from "@/db/queries/plans";
import { listPublishedCycles, listUnitsInScope } from "@/db/queries/published/units";
import { readAsViewer, type StandbyFault } from "@/db/standby";
import { type LeaderScope, leaderScope, type Viewer } from "@/lib/domain/permissions";
import { type Filters, openUnits } from "@/lib/insights/filters";
import type { OpenedView } from "@/lib/insights/frame";
import { type AuditEntry, recordAudit, recordAudits } from "../audit/record";
import { DomainError } from "../errors";
import { logger } from "../logger";

export type PublishedCycle = Awaited<ReturnType<typeof listPublishedCycles>>[number];
type CycleUnit = Awaited<ReturnType<typeof listUnitsInScope>>[number];
export type ScopeUnit = Omit<CycleUnit, "cycleId">;

/** What every view of insights begins with: the scope as proof, the cycle and the unit the URL chose. */
export type InsightsContext = {
  orgId: string;
  /** The leader who reads. */
  readerId: string;
  scope: LeaderScope;
  filters: Filters;
  /** Newest first, withdrawn ones included. */
  cycles: readonly PublishedCycle[];
  cycle: PublishedCycle;
  /** The published cycle before the chosen one that was not withdrawn. */
  previous: PublishedCycle | undefined;
  /** Units in scope around the chosen and the opened ones, as the tree was in the chosen cycle, parents first. */
  units: readonly ScopeUnit[];
  unit: ScopeUnit;
};

/** Writes down what is read: before the answer is given, or it is not given. */
type RecordReading = (entry: AuditEntry) => Promise<void>;

export type View<T> = (tx: Tx, context: InsightsContext, record: RecordReading) => Promise<T>;

/** The same view, whose statements are not planned anew for each reader: see `keepPlans`. */
export const withKeptPlans =
  <T>(view: View<T>): View<T> =>
  async (tx, context, record) => {
    const [, answer] = await Promise.all([keepPlans(tx), view(tx, context, record)]);
    return answer;
  };

/**
 * Opens a leader's view under their policies, in one transaction, on the standby where there is one: resolves as soon as
 * the database has said that they may see it, with the answer still to come. Without a led unit, or for a cycle (an
 * earlier one to compare with, too) or unit out of scope, it rejects with "not-found"; before the first publication it
 * gives undefined.
 */
export async function openInsights<T>(
  viewer: Viewer,
  filters: Filters,
  view: View<T>,
): Promise<OpenedView<T> | undefined> {
  const { first: frame, rest: answer } = await inTwoSteps(
    viewer,
    (tx) => findContext(tx, viewer, filters),
    (tx, context, record) => (context ? view(tx, context, record) : undefined),
  );
  // A view is asked for only where there is a context.
  return frame && { frame, answer: answer as Promise<T> };
}

/**
 * One transaction of the viewer in two steps. Resolves when the first step is done, while the second still runs; a
 * failure up to then rejects the promise, a later one rejects `rest` alone.
 */
async function inTwoSteps<First, Rest>(
  viewer: Viewer,
  one: (tx: Tx) => Promise<First>,
  two: (tx: Tx, first: First, record: RecordReading) => Rest | Promise<Rest>,
): Promise<{ first: First; rest: Promise<Rest> }> {
  let succeed!: (first: First) => void;
  let fail!: (error: unknown) => void;
  const opened = new Promise<First>((resolve, reject) => {
    succeed = resolve;
    fail = reject;
  });
  const rest = readRecorded(viewer, async (tx, record) => {
    const first = await one(tx);
    succeed(first);
    return two(tx, first, record);
  });
  // Also keeps a late failure from being unhandled when nobody has asked for `rest` yet.
  rest.catch(fail);
  return { first: await opened, rest };
}

/**
 * A reading and its rows of the audit log: in one transaction, or, as nothing can be written on a standby, the rows right
 * after it on the primary, and the reading is given only then.
 */
async function readRecorded<T>(
  viewer: Viewer,
  read: (tx: Tx, record: RecordReading) => Promise<T>,
): Promise<T> {
  let entries: AuditEntry[] = [];
  const result = await readAsViewer(
    viewer,
    (tx, from) => {
      // Of this reading alone: one that the standby broke off may still be about to end.
      const own: AuditEntry[] = [];
      entries = own;
      const record: RecordReading = async (entry) => {
        if (from === "primary") await recordAudit(tx, viewer, entry);
        else own.push(entry);
      };
      return read(tx, record);
    },
    sayWhereFrom,
  );
  if (entries.length > 0) await withViewer(viewer, (tx) => recordAudits(tx, viewer, entries));
  return result;
}

function sayWhereFrom(fault: StandbyFault | undefined): void {
  if (fault) logger.warn({ fault }, "published rows are read from the primary instead of the standby");
  else logger.info("published rows are read from the standby");
}

/** The same for what is nothing before its whole answer: a file, and a duo, which may not be there to be read. */
export async function withInsights<T>(
  viewer: Viewer,
  filters: Filters,
  view: View<T>,
): Promise<T | undefined> {
  return (await openInsights(viewer, filters, view))?.answer;
}

async function findContext(tx: Tx, viewer: Viewer, filters: Filters): Promise<InsightsContext | undefined> {
  const scope = leaderScope(viewer);
  if (!scope) throw new DomainError("not-found");
  const { orgId } = viewer;
  const around = { chosen: filters.unit, open: [...openUnits(filters)] };
  const [cycles, found] = await Promise.all([
    listPublishedCycles(tx, orgId),
    listUnitsInScope(tx, { scope, orgId, cycleId: filters.cycle }, around),
  ]);
  const cycle = filters.cycle ? cycles.find((one) => one.id === filters.cycle) : newest(cycles);
  if (!cycle) {
    if (filters.cycle) throw new DomainError("not-found");
    return undefined;
  }
  if (filters.from && !cycles.some(({ id }) => id === filters.from)) throw new DomainError("not-found");
  // A cycle may have been published or withdrawn between the two answers.
  const isSame = found.every(({ cycleId }) => cycleId === cycle.id);
  const ofCycle = isSame ? found : await listUnitsInScope(tx, { scope, orgId, cycleId: cycle.id }, around);
  const units = connected(ofCycle, scope);
  const unit = filters.unit ? units.find((one) => one.id === filters.unit) : units[0];
  if (!unit) throw new DomainError("not-found");
  const previous = cycles.find((one) => one.number < cycle.number && one.state === "published");
  return {
    orgId,
    readerId: viewer.personId,
    scope,
    filters,
    cycles,
    cycle,
    previous,
    units,
    unit,
  };
}

function newest(cycles: readonly PublishedCycle[]): PublishedCycle | undefined {
  return cycles.find((cycle) => cycle.state === "published") ?? cycles[0];
}

/**
 * Without the units that a tree cannot place because their parent is not in it: units below an opened one whose own
 * parent is closed, and units that are led themselves but lie below another led one.
 */
function connected(units: readonly CycleUnit[], scope: LeaderScope): ScopeUnit[] {
  const kept = new Set<string>();
  return units.flatMap(({ cycleId: _, ...unit }) => {
    const { id, parentId, lineage } = unit;
    const isTop = lineage.every((one) => one === id || !scope.units.includes(one));
    const holds = isTop || (parentId !== null && kept.has(parentId));
    if (holds) kept.add(id);
    return holds ? [unit] : [];
  });
}
