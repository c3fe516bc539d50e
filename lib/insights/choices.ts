/** A unit as a filter or a tree needs it; `lineage` runs from the root to the unit itself. */
export type UnitChoice = {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly lineage: readonly string[];
};

/**
 * The units worth offering beside the chosen one, in tree order: the tops of the scope, what lies between them and the
 * chosen unit, its siblings and the units right below it. A whole tree of a thousand units would be no choice.
 * @param units every unit in scope, parents before their children
 * @returns each with its depth in the scope, 0 for a top
 */
export function unitChoices<U extends UnitChoice>(
  units: readonly U[],
  chosen: UnitChoice,
): { unit: U; depth: number }[] {
  const inScope = new Set(units.map(({ id }) => id));
  const isTop = ({ parentId }: UnitChoice) => parentId === null || !inScope.has(parentId);
  const offered = units.filter(
    (unit) =>
      isTop(unit) ||
      chosen.lineage.includes(unit.id) ||
      unit.parentId === chosen.id ||
      unit.parentId === chosen.parentId,
  );
  const below = Map.groupBy(offered, (unit) => (isTop(unit) ? null : unit.parentId));
  const walk = (parent: string | null, depth: number): { unit: U; depth: number }[] =>
    (below.get(parent) ?? []).flatMap((unit) => [{ unit, depth }, ...walk(unit.id, depth + 1)]);
  return walk(null, 0);
}
