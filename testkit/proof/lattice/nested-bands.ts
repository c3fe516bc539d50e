import { groupBy } from "@/lib/domain/group-by";
import { maskUnits } from "@/lib/publication/mask";
import type { MeasureKind } from "@/lib/publication/safe";
import { type ShareBand, shareBandOf } from "@/lib/publication/share-band";
import type { UnitNode } from "@/lib/publication/tree";
import { visibleResiduals } from "@/lib/publication/visible-residuals";
import type { Scene } from "./scene";
import { possibleStates } from "./shares";
import type { ShareTarget } from "./targets";

/** How a count of a unit may be published: as the lowest and the highest it can be. */
export type Publish = (count: number, total: number) => readonly [number, number];

/** A count of a unit as it is. */
export const asNumber: Publish = (count) => [count, count];

/** The band of a unit's own count, whatever lies below it. */
export const asBand: Publish = (count, total) => {
  const counts = Array.from({ length: total + 1 }, (_, other) => other);
  const alike = counts.filter((other) => bandOf(other, total) === bandOf(count, total));
  return [alike[0]!, alike.at(-1)!];
};

const bandOf = (count: number, total: number): ShareBand => shareBandOf(count / total);

/**
 * Counts of states published for every visible unit from its own duos, nested as units are: the bounds of a unit and of
 * those below it bound each other, until nothing moves. Sets of units are nested, so these bounds are exact.
 * @param kind the rule of safety under which units are visible
 * @returns how many duos are determined in their state for somebody who reads everything
 */
export function attackNestedCounts(
  { tree }: Scene,
  { codes, duos, states }: ShareTarget,
  { publish, kind }: { publish: Publish; kind: MeasureKind },
): number {
  const counted = duos.map((duo, index) => ({ ...duo, counted: true, index }));
  const mask = maskUnits({ tree, duos: counted, hiddenLastCycle: new Set(), kind });
  const groups = visibleResiduals(tree, mask, counted);
  const bounds = new Map(
    codes.map((code) => [code, boundGroups(groups, ({ index }) => states[index] === code, publish)]),
  );
  let determined = 0;
  for (const [unit, group] of groups) {
    const ranges = codes.map((code) => {
      const [low, high] = bounds.get(code)!.get(unit)!;
      return { low, high };
    });
    if (possibleStates(ranges, group.length) === 1) determined += group.length;
  }
  return determined;
}

type Bounds = [low: number, high: number];

/** Bounds of every group's count from those of all units. */
function boundGroups<D>(
  groups: ReadonlyMap<UnitNode, readonly D[]>,
  isOne: (duo: D) => boolean,
  publish: Publish,
): Map<UnitNode, Bounds> {
  const below = groupBy([...groups.keys()], (unit) => visibleAbove(unit, groups));
  const unitBounds = new Map<UnitNode, Bounds>();
  const ownBounds = new Map<UnitNode, Bounds>();
  const membersOf = (unit: UnitNode): D[] => [
    ...groups.get(unit)!,
    ...(below.get(unit) ?? []).flatMap((child) => membersOf(child)),
  ];
  for (const [unit, group] of groups) {
    const members = membersOf(unit);
    unitBounds.set(unit, [...publish(members.filter(isOne).length, members.length)]);
    ownBounds.set(unit, [0, group.length]);
  }
  for (let moved = true; moved; ) {
    moved = false;
    for (const unit of groups.keys()) {
      const parts = [ownBounds.get(unit)!, ...(below.get(unit) ?? []).map((child) => unitBounds.get(child)!)];
      if (tighten(unitBounds.get(unit)!, parts)) moved = true;
    }
  }
  return ownBounds;
}

/** Tightens a whole and its parts by each other; tells whether anything moved. */
function tighten(whole: Bounds, parts: readonly Bounds[]): boolean {
  const [low, high] = [0, 1].map((end) => parts.reduce((sum, part) => sum + part[end]!, 0)) as Bounds;
  const moved = narrow(whole, low, high);
  for (const part of parts) {
    // What the others leave at most and at least.
    if (narrow(part, whole[0] - (high - part[1]), whole[1] - (low - part[0]))) return true;
  }
  return moved;
}

function narrow(range: Bounds, low: number, high: number): boolean {
  const [before, after] = [range.join(), [Math.max(range[0], low), Math.min(range[1], high)] as Bounds];
  [range[0], range[1]] = after;
  return before !== after.join();
}

function visibleAbove(unit: UnitNode, groups: ReadonlyMap<UnitNode, unknown>): UnitNode | null {
  let above = unit.parent;
  while (above && !groups.has(above)) above = above.parent;
  return above;
}
