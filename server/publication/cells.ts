import { listHiddenCells } from "@/db/queries/cell-readers";
import {
  type CycleUnitRow,
  countEnrolments,
  type EnrolledRow,
  listAdmins,
  listLeaders,
} from "@/db/queries/publication";
import type { SharingMode } from "@/lib/domain/cycles";
import { dimensionCodes } from "@/lib/domain/published";
import { companyReaders } from "@/lib/publication/company-readers";
import type { MaskedCell } from "@/lib/publication/masked-cell";
import { maskedCells } from "@/lib/publication/masked-cells";
import { type BesideItems, type MaskedDuo, mayBeOnWatch } from "@/lib/publication/measure-families";
import { duoDimensions } from "@/lib/publication/person-figures";
import type { CellReader } from "@/lib/publication/readers";
import { prepareTree } from "@/lib/publication/tree";
import { type History, publishedBefore } from "./calendar";
import type { CyclePublication } from "./cycle-publication";
import type { Results } from "./results";
import type { DuoAnswers } from "./score-answers";

type CellsInput = {
  cycle: { sharingMode: SharingMode };
  /** The one that the results come from. */
  history: History;
  /** The cycle published before this one, whatever its mode: its mask is kept where possible. */
  before: string | undefined;
  units: readonly CycleUnitRow[];
  enrolled: readonly EnrolledRow[];
  answers: ReadonlyMap<string, DuoAnswers>;
  /** Of the leaders in `scoped`, of the partners in `private`. */
  results: Results;
  beside: BesideItems;
};

const noDimensions = dimensionCodes.map(() => null);

/** Every masked unit figure and its readers, over the tree, the leaders and the last mask as the database has them. */
export async function loadCells(
  { tx, orgId, cycleId }: CyclePublication,
  { cycle, history, before, units, enrolled, answers, results, beside }: CellsInput,
): Promise<{ cells: MaskedCell[]; readers: CellReader[] }> {
  const leaders = await listLeaders(tx, { orgId, cycleId });
  const hiddenLastCycle = await listHiddenCells(tx, orgId, before);
  const enrolments = await countEnrolments(tx, { orgId, cycleIds: publishedBefore(history) });
  const verdictOf = new Map(results.output.rows.map((row) => [row.duoId, row]));
  const duos = enrolled.map((duo): MaskedDuo => {
    const verdict = verdictOf.get(duo.duoId)!;
    const row = results.rows.get(duo.duoId)!;
    const { ic, manager } = answers.get(duo.duoId) ?? {};
    return {
      duoId: duo.duoId,
      unitId: duo.unitId,
      icPersonId: duo.icPersonId,
      managerPersonId: duo.managerPersonId,
      pairType: duo.pairType,
      icFinal: duo.icFinal,
      managerFinal: duo.managerFinal,
      status: row.status,
      level: row.level === null ? null : verdict.level,
      agreement: row.agreement,
      dimensions: ic && manager ? duoDimensions(ic.dimensions, manager.dimensions) : noDimensions,
      mayBeWatched: mayBeOnWatch(row, 1 + (enrolments.get(duo.duoId) ?? 0)),
      watched: row.complete && (verdict.watch.declining || verdict.watch.apart),
    };
  });
  const tree = prepareTree(units, leaders);
  const { sharingMode } = cycle;
  const { cells, readers } = maskedCells({ tree, duos, sharingMode, hiddenLastCycle, ...beside });
  const admins = await listAdmins(tx, orgId);
  return {
    cells,
    readers: [...readers, ...companyReaders(tree, { cells, duos, kept: beside.kept, admins })],
  };
}
