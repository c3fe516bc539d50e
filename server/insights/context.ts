import { type Tx, withViewer } from "@/db/client";
import { listPublishedCycles, listUnitsInScope } from "@/db/queries/published/cells";
import { type LeaderScope, leaderScope, type Viewer } from "@/lib/domain/permissions";
import { type Filters, openUnits } from "@/lib/insights/filters";
import type { Opened } from "@/lib/insights/frame";
import { DomainError } from "../errors";

export type PublishedCycle = Awaited<ReturnType<typeof listPublishedCycles>>[number];
export type ScopeUnit = Awaited<ReturnType<typeof listUnitsInScope>>[number];

/** What every view of insights stands on: the scope as proof, the cycle and the unit the URL chose. */
export type InsightsContext = {
  orgId: string;
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

type View<T> = (tx: Tx, context: InsightsContext) => Promise<T>;

/**
 * Opens a leader's view under their policies, in one transaction: settles as soon as it is known that they may see it,
 * and what it says follows as its answer. Without a led unit, or for a cycle or unit out of scope, it refuses with
 * "not-found"; before the first publication it gives undefined.
 */
export function openInsights<T>(
  viewer: Viewer,
  filters: Filters,
  view: View<T>,
): Promise<Opened<T> | undefined> {
  return new Promise((resolve, reject) => {
    const answer = withViewer(viewer, async (tx) => {
      const context = await findContext(tx, viewer, filters);
      // Where there is a context there is an answer.
      resolve(context && { frame: context, answer: answer as Promise<T> });
      return context && view(tx, context);
    });
    // A refusal if it comes before the context; later it is the reader of the answer who hears of the failure.
    answer.catch(reject);
  });
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
  const cycles = await listPublishedCycles(tx, viewer.orgId);
  const cycle = filters.cycle ? cycles.find((one) => one.id === filters.cycle) : newest(cycles);
  if (!cycle) {
    if (filters.cycle) throw new DomainError("not-found");
    return undefined;
  }
  const around = { chosen: filters.unit, open: [...openUnits(filters)] };
  const units = connected(await listUnitsInScope(tx, viewer.orgId, cycle.id, scope, around), scope);
  const unit = filters.unit ? units.find((one) => one.id === filters.unit) : units[0];
  if (!unit) throw new DomainError("not-found");
  const previous = cycles.find((one) => one.number < cycle.number && one.state === "published");
  return { orgId: viewer.orgId, scope, filters, cycles, cycle, previous, units, unit };
}

function newest(cycles: readonly PublishedCycle[]): PublishedCycle | undefined {
  return cycles.find((cycle) => cycle.state === "published") ?? cycles[0];
}

/**
 * Without what hangs in the air, its parent being closed: units below one that the URL opens, and units that are led
 * themselves but lie below another led one.
 */
function connected(units: readonly ScopeUnit[], scope: LeaderScope): ScopeUnit[] {
  const kept = new Set<string>();
  return units.filter(({ id, parentId, lineage }) => {
    const isTop = lineage.every((one) => one === id || !scope.units.includes(one));
    const holds = isTop || (parentId !== null && kept.has(parentId));
    if (holds) kept.add(id);
    return holds;
  });
}
