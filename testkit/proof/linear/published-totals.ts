import type { PairTypeDuo } from "@/lib/publication/breakdown";
import { groupBy } from "@/lib/publication/group-by";
import type { TreeUnit } from "@/lib/publication/tree";
import type { Total } from "./linear-attacker";

/** What is published of one measure: visible units, and the pair types shown in units. */
export type Publication = {
  readonly units: ReadonlySet<string>;
  readonly pairTypes: ReadonlyMap<string, readonly string[]>;
};

/** The counted duos of each unit's subtree by their index, found without the code under proof. */
export type Members = ReadonlyMap<string, readonly number[]>;

export function subtreeMembers(units: readonly TreeUnit[], duos: readonly PairTypeDuo[]): Members {
  const parentOf = new Map(units.map((unit) => [unit.id, unit.parentId]));
  const members = new Map<string, number[]>(units.map((unit) => [unit.id, []]));
  duos.forEach((duo, index) => {
    if (!duo.counted) return;
    for (let id: string | null = duo.unitId; id !== null; id = parentOf.get(id)!)
      members.get(id)!.push(index);
  });
  return members;
}

/** The units of the subtrees of some units. */
export function readableUnits(units: readonly TreeUnit[], led: ReadonlySet<string>): Set<string> {
  const below = groupBy(units, (unit) => unit.parentId);
  const readable = new Set(led);
  // A set yields what is added while it is walked.
  for (const id of readable) for (const unit of below.get(id) ?? []) readable.add(unit.id);
  return readable;
}

/** The totals somebody sees who reads some of the units. */
export function publishedTotals(
  members: Members,
  duos: readonly PairTypeDuo[],
  publication: Publication,
  readable: Iterable<string>,
): Total[] {
  const totals: Total[] = [];
  for (const unitId of readable) {
    const ofUnit = members.get(unitId)!;
    if (publication.units.has(unitId)) totals.push(ofUnit);
    for (const pairType of publication.pairTypes.get(unitId) ?? []) {
      totals.push(ofUnit.filter((index) => duos[index]!.pairType === pairType));
    }
  }
  return totals;
}
