import { groupBy } from "../domain/group-by";
import type { MaskedCell } from "./masked-cell";
import { type EnrolledDuo, MINIMUM_DUOS, MINIMUM_PEOPLE } from "./safe";
import type { UnitTree } from "./tree";
import type { ResidualGroups } from "./visible-residuals";

/**
 * Whether a leader may read how a unit compares with the company: what enters the company's mean beyond everything
 * that they read (the groups in their scope, and their own duos) is empty or at least 5 duos and 6 people. With fewer
 * they could solve the mean for the rest.
 * @param groups all that enters the company's mean, by the unit whose readers read it
 */
export function mayReadCompany(personId: string, groups: ResidualGroups): boolean {
  let beyond = 0;
  const people = new Set<string>();
  for (const [unit, duos] of groups) {
    if (unit.readers.has(personId)) continue;
    for (const { icPersonId, managerPersonId } of duos) {
      if (icPersonId === personId || managerPersonId === personId) continue;
      beyond++;
      people.add(icPersonId).add(managerPersonId);
      // Enough after a few duos: the rest of a large company need not be counted for each of its leaders.
      if (beyond >= MINIMUM_DUOS && people.size >= MINIMUM_PEOPLE) return true;
    }
  }
  return beyond === 0;
}

/** A cell by its key, and a person who may read it. */
export type CellReader = Pick<MaskedCell, "unitId" | "measure" | "pairType"> & { readonly personId: string };

/**
 * Who may read each cell, hidden ones included, when the cycle is published: the leaders of its unit and of the units
 * above, and of the cells that compare with the company those alone whom the company's rest allows it.
 * @param companies for each measure `verdict:…`, what enters its company's mean
 */
export function cellReaders(
  tree: UnitTree,
  cells: readonly MaskedCell[],
  companies: ReadonlyMap<string, ResidualGroups>,
): CellReader[] {
  const leaders = new Set(tree.postOrder.flatMap((unit) => [...unit.readers]));
  const allowed = new Map(
    [...companies].map(([measure, groups]) => [
      measure,
      new Set([...leaders].filter((personId) => mayReadCompany(personId, groups))),
    ]),
  );
  return cells.flatMap((cell) =>
    [...tree.byId.get(cell.unitId)!.readers]
      .filter((personId) => !cell.unsafeFor.includes(personId))
      .filter((personId) => allowed.get(cell.measure)?.has(personId) ?? true)
      .map((personId) => keyOf(cell, personId)),
  );
}

/**
 * The cells of an earlier cycle that a leader granted after its publication may read: those in their scope whose safe
 * test holds with them as a reader. To be written before the grant takes effect.
 * @param tree that cycle's, with the new leader among its leaders
 * @param cells that cycle's, as stored
 * @param company the duos of that cycle whose rows show a level, in `scoped`; without it (in `private` the answers
 * behind an earlier company's mean may be gone) no comparison with the company is readable
 */
export function laterReaders({
  tree,
  cells,
  personId,
  company,
}: {
  tree: UnitTree;
  cells: readonly Pick<MaskedCell, "unitId" | "measure" | "pairType" | "unsafeFor">[];
  personId: string;
  company?: readonly EnrolledDuo[];
}): CellReader[] {
  const readsCompany =
    company !== undefined &&
    mayReadCompany(
      personId,
      groupBy(company, (duo) => tree.byId.get(duo.unitId)!),
    );
  return cells
    .filter(({ unitId }) => tree.byId.get(unitId)!.readers.has(personId))
    .filter(({ unsafeFor }) => !unsafeFor.includes(personId))
    .filter(({ measure }) => !measure.startsWith("verdict:") || (readsCompany && measure === "verdict:level"))
    .map((cell) => keyOf(cell, personId));
}

function keyOf({ unitId, measure, pairType }: Omit<CellReader, "personId">, personId: string): CellReader {
  return { unitId, measure, pairType, personId };
}
