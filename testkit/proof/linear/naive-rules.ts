import { groupBy } from "@/lib/domain/group-by";
import type { PairTypeDuo } from "@/lib/publication/breakdown";
import type { TreeUnit } from "@/lib/publication/tree";
import type { Members } from "./published-totals";

/** Units published by a plain threshold: 5 counted duos and 6 people in the subtree. */
export function plainThreshold(members: Members, duos: readonly PairTypeDuo[]): Set<string> {
  return new Set([...members].filter(([, ofUnit]) => isLarge(ofUnit, duos)).map(([unitId]) => unitId));
}

/** The threshold; and where one sibling alone is hidden by it, the next smallest is hidden with it. */
export function hidingTheNextSmallest(
  units: readonly TreeUnit[],
  members: Members,
  duos: readonly PairTypeDuo[],
): Set<string> {
  const visible = plainThreshold(members, duos);
  const sizeOf = (unit: TreeUnit) => members.get(unit.id)!.length;
  for (const siblings of groupBy(units, (unit) => unit.parentId).values()) {
    const hidden = siblings.filter((unit) => sizeOf(unit) > 0 && !visible.has(unit.id));
    if (hidden.length !== 1) continue;
    const shown = siblings.filter((unit) => visible.has(unit.id));
    const smallest = shown.sort((a, b) => sizeOf(a) - sizeOf(b))[0];
    if (smallest) visible.delete(smallest.id);
  }
  return visible;
}

/** Pair types published by a plain threshold in the visible units. */
export function plainThresholdByPairType(
  members: Members,
  duos: readonly PairTypeDuo[],
  visible: ReadonlySet<string>,
): Map<string, string[]> {
  const shown = new Map<string, string[]>();
  for (const unitId of visible) {
    const byPairType = groupBy(members.get(unitId)!, (index) => duos[index]!.pairType);
    const large = [...byPairType].filter(([, ofType]) => isLarge(ofType, duos));
    shown.set(
      unitId,
      large.map(([pairType]) => pairType),
    );
  }
  return shown;
}

function isLarge(members: readonly number[], duos: readonly PairTypeDuo[]): boolean {
  if (members.length < 5) return false;
  const people = new Set<string>();
  for (const index of members) {
    people.add(duos[index]!.icPersonId).add(duos[index]!.managerPersonId);
    if (people.size >= 6) return true;
  }
  return false;
}
