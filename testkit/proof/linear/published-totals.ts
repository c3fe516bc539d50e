import type { PairTypeDuo } from "@/lib/publication/breakdown";
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

/** The totals somebody sees who reads a publication, or a part of one. */
export function publishedTotals(
  members: Members,
  duos: readonly PairTypeDuo[],
  { units, pairTypes }: Publication,
): Total[] {
  const totals: Total[] = [...units].map((unitId) => members.get(unitId)!);
  for (const [unitId, ofUnit] of pairTypes) {
    for (const pairType of ofUnit) {
      totals.push(members.get(unitId)!.filter((index) => duos[index]!.pairType === pairType));
    }
  }
  return totals;
}
