import { type CycleUnitRow, type EnrolledRow, listHiddenCells, listLeaders } from "@/db/queries/publication";
import type { SharingMode } from "@/lib/domain/cycles";
import { dimensionCodes } from "@/lib/domain/published";
import type { CycleOutput } from "@/lib/engine/run-cycle";
import { assembleCells } from "@/lib/publication/assemble-cells";
import { duoDimensions, publishedLevelOf } from "@/lib/publication/assemble-duo";
import type { Cell } from "@/lib/publication/cell";
import { prepareTree } from "@/lib/publication/tree";
import type { DuoBands } from "./bands";
import { type History, standing } from "./calendar";
import type { CyclePublication } from "./cycle-publication";
import type { DuoAnswers } from "./score-answers";

type Known = {
  cycle: { sharingMode: SharingMode };
  history: History;
  units: readonly CycleUnitRow[];
  enrolled: readonly EnrolledRow[];
  answers: ReadonlyMap<string, DuoAnswers>;
  /** Only duos complete in this cycle have an entry. */
  bands: ReadonlyMap<string, DuoBands>;
};

const noDimensions = dimensionCodes.map(() => null);

/** Every unit cell, over the tree, the leaders and the last mask as the database has them. */
export async function loadCells(
  { tx, orgId, cycleId }: CyclePublication,
  { cycle, history, units, enrolled, answers, bands }: Known,
  output: CycleOutput,
): Promise<Cell[]> {
  const leaders = await listLeaders(tx, { orgId, cycleId });
  const hiddenLastCycle = await listHiddenCells(tx, orgId, standing(history).at(-1));
  const rowOf = new Map(output.rows.map((row) => [row.duoId, row]));
  const duos = enrolled.map((duo) => {
    const row = rowOf.get(duo.duoId)!;
    const known = bands.get(duo.duoId);
    const { ic, manager } = answers.get(duo.duoId) ?? {};
    const isComplete = known !== undefined;
    return {
      duoId: duo.duoId,
      unitId: duo.unitId,
      icPersonId: duo.icPersonId,
      managerPersonId: duo.managerPersonId,
      pairType: duo.pairType,
      icFinal: duo.icFinal,
      managerFinal: duo.managerFinal,
      status: isComplete ? row.status : null,
      level: isComplete && publishedLevelOf(row) !== null ? row.level : null,
      agreement: known?.agreement ?? null,
      dimensions: ic && manager ? duoDimensions(ic.dimensions, manager.dimensions) : noDimensions,
      watched: isComplete && (row.watch.declining || row.watch.apart),
    };
  });
  return assembleCells({
    tree: prepareTree(units, leaders),
    duos,
    sharingMode: cycle.sharingMode,
    hiddenLastCycle,
  });
}
