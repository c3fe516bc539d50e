import { groupBy } from "../domain/group-by";

/** A unit as filters and trees need it; `lineage` runs from the root to the unit itself. */
export type UnitChoice = {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly lineage: readonly string[];
};

/**
 * The units worth offering beside the chosen one, in tree order: the tops of the scope, what lies between them and the
 * chosen unit, its siblings and the units right below it. A menu of a thousand units could not be used.
 * @param units every unit in scope, parents before their children
 * @returns each with its depth in the scope, 0 for a top
 */
export function unitChoices<U extends UnitChoice>(
  units: readonly U[],
  chosen: UnitChoice,
): { unit: U; depth: number }[] {
  const inScope = new Set(units.map(({ id }) => id));
  const above = ({ parentId }: UnitChoice) => (parentId && inScope.has(parentId) ? parentId : null);
  const way = new Set(chosen.lineage);
  const siblingsOf = above(chosen);
  const offered = units.filter(
    (unit) =>
      above(unit) === null ||
      way.has(unit.id) ||
      unit.parentId === chosen.id ||
      (siblingsOf !== null && unit.parentId === siblingsOf),
  );
  const below = groupBy(offered, above);
  const walk = (parent: string | null, depth: number): { unit: U; depth: number }[] =>
    (below.get(parent) ?? []).flatMap((unit) => [{ unit, depth }, ...walk(unit.id, depth + 1)]);
  return walk(null, 0);
}

/** What each unit is called where it stands alone, by id: its name, or its path where another one has the same name. */
export function unitLabels(units: readonly UnitChoice[]): Map<string, string> {
  const named = groupBy(units, ({ name }) => name);
  const names = new Map(units.map(({ id, name }) => [id, name]));
  const pathOf = ({ lineage }: UnitChoice) => lineage.flatMap((id) => names.get(id) ?? []).join(" / ");
  return new Map(units.map((unit) => [unit.id, named.get(unit.name)!.length > 1 ? pathOf(unit) : unit.name]));
}
