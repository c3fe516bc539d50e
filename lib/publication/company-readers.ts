import { HEALTH_PEOPLE } from "../domain/program-health";
import type { MaskedCell } from "./masked-cell";
import type { MaskedDuo } from "./measure-families";
import type { CellReader } from "./readers";
import type { UnitTree } from "./tree";

type Known = {
  readonly cells: readonly MaskedCell[];
  readonly duos: readonly MaskedDuo[];
  readonly kept: ReadonlyMap<string, number> | undefined;
  readonly admins: readonly string[];
};

/**
 * The program's admins who read the company's share of kept commitments, from 30 people on: they are judged as leaders of
 * the whole company are, so one who could solve it with their own duos does not read it (docs/measurement.md 4, "Program
 * health"). Those who lead the whole company read it already.
 */
export function companyReaders({ root }: UnitTree, { cells, duos, kept, admins }: Known): CellReader[] {
  const company = cells.find(({ measure, unitId }) => measure === "kept" && unitId === root.id);
  if (!company) return [];
  const counted = duos.filter(
    ({ duoId, icFinal, managerFinal }) => icFinal && managerFinal && kept?.has(duoId),
  );
  const people = new Set(counted.flatMap(({ icPersonId, managerPersonId }) => [icPersonId, managerPersonId]));
  if (people.size < HEALTH_PEOPLE) return [];
  const { unitId, measure, pairType, unsafeFor } = company;
  return admins
    .filter((personId) => !root.readers.has(personId) && !unsafeFor.includes(personId))
    .map((personId) => ({ unitId, measure, pairType, personId }));
}
