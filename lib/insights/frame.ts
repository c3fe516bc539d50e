import type { SharingMode } from "../domain/cycles";
import type { UnitChoice } from "./choices";
import type { Filters } from "./filters";

/** What every reader of insights may know of a published or withdrawn cycle. */
export type CycleFacts = {
  readonly id: string;
  readonly number: number;
  readonly state: string;
  /** The calendar day on which it opened, in its own zone. */
  readonly opensOn: string;
  readonly publishedAt: Date;
  readonly sharingMode: SharingMode;
  readonly instrumentVersion: string;
  /** Nothing is compared across the beginning of this cycle, because the questions changed. */
  readonly instrumentBreak: boolean;
  readonly withdrawnAt: Date | null;
  readonly withdrawnReason: string | null;
};

/** A unit that a reader of insights may choose. */
export type FrameUnit = UnitChoice & {
  /** What it is called where its place is not shown: its path where another unit of the cycle has the same name. */
  readonly label: string;
};

/** The cycle and the unit a view is about, and what else could be chosen. Cycles come newest first. */
export type InsightsFrame = {
  readonly filters: Filters;
  readonly cycles: readonly CycleFacts[];
  readonly cycle: CycleFacts;
  /** The published cycle before, withdrawn ones left out. */
  readonly previous: CycleFacts | undefined;
  readonly units: readonly FrameUnit[];
  readonly unit: FrameUnit;
};

/** A view that its reader may see: what it is about, and what it says of it as soon as that is known. */
export type OpenedView<T> = { readonly frame: InsightsFrame; readonly answer: Promise<T> };

/** Duo rows exist for leaders in cycles opened in `scoped` that were not withdrawn. */
export function showsDuos({ state, sharingMode }: Pick<CycleFacts, "state" | "sharingMode">): boolean {
  return state === "published" && sharingMode === "scoped";
}

/** How many cycles back the charts over time look. */
export function rangeOf({ range }: Filters): number {
  return Number(range ?? "13");
}

/** The last published cycles up to the chosen one, oldest first. */
export function cyclesInRange({ cycles, cycle }: InsightsFrame, most: number): CycleFacts[] {
  return cycles
    .filter(({ number, state }) => number <= cycle.number && state === "published")
    .slice(0, most)
    .reverse();
}

/**
 * The published cycle after another one, withdrawn ones left out; undefined for the newest. What was done belongs to the
 * cycle that had opened by its day, up to the opening of this one.
 */
export function nextPublished<C extends Pick<CycleFacts, "number" | "state">>(
  cycles: readonly C[],
  { number }: Pick<CycleFacts, "number">,
): C | undefined {
  return cycles.findLast((one) => one.number > number && one.state === "published");
}

/** Units without their parent in scope: what a leader was given, each a whole of its own and never summed. */
export function topUnits<U extends UnitChoice>(units: readonly U[]): U[] {
  const inScope = new Set(units.map(({ id }) => id));
  return units.filter(({ parentId }) => parentId === null || !inScope.has(parentId));
}

/** The withdrawn cycle that a view has to mention: the chosen one, or one newer than it. */
export function withdrawnCycle({ cycles, cycle }: InsightsFrame): CycleFacts | undefined {
  if (cycle.state === "withdrawn") return cycle;
  return cycles.find(({ number, state }) => number > cycle.number && state === "withdrawn");
}
