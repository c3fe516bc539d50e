import { insertRows } from "@/db/queries/insert-rows";
import type { CycleUnitRow, EnrolledRow } from "@/db/queries/publication";
import { cellReaders, cellUnsafePeople, publishedCells, publishedUnitCounts } from "@/db/schema";
import type { MaskedCell } from "@/lib/publication/masked-cell";
import type { CellReader } from "@/lib/publication/readers";
import { countUnits, packCounts } from "@/lib/publication/unit-counts";
import type { CyclePublication } from "./cycle-publication";
import type { Results } from "./results";

type Units = { units: readonly CycleUnitRow[] };

/** What the rows that leaders read add up to in each unit, in `scoped`. */
export function writeUnitCounts(
  { client, orgId, cycleId }: CyclePublication,
  { units, enrolled, results }: Units & { enrolled: readonly EnrolledRow[]; results: Results },
): Promise<void> {
  const lineageOf = new Map(units.map(({ id, lineage }) => [id, lineage]));
  const rows = enrolled.map(({ duoId, unitId, pairType }) => ({
    ...results.rows.get(duoId)!,
    unitId,
    pairType,
  }));
  return insertRows(
    client,
    publishedUnitCounts,
    countUnits(units, rows).map(({ unitId, attribute, value, counts }) => ({
      orgId,
      cycleId,
      unitId,
      lineage: lineageOf.get(unitId)!,
      attribute,
      value,
      ...packCounts(counts),
    })),
  );
}

/** The masked figures, who may read each of them, and who must never be added to its readers. */
export async function writeCells(
  { client, orgId, cycleId }: CyclePublication,
  { units, cells, readers }: Units & { cells: readonly MaskedCell[]; readers: readonly CellReader[] },
): Promise<void> {
  const lineageOf = new Map(units.map(({ id, lineage }) => [id, lineage]));
  await insertRows(
    client,
    publishedCells,
    cells.map(({ unsafeFor: _, ...cell }) => ({
      orgId,
      cycleId,
      ...cell,
      lineage: lineageOf.get(cell.unitId)!,
    })),
  );
  await insertRows(
    client,
    cellUnsafePeople,
    cells
      .filter(({ unsafeFor }) => unsafeFor.length > 0)
      .map(({ unitId, measure, pairType, unsafeFor }) => ({
        orgId,
        cycleId,
        unitId,
        measure,
        pairType,
        personIds: [...unsafeFor],
      })),
  );
  await insertRows(
    client,
    cellReaders,
    readers.map((reader) => ({ orgId, cycleId, ...reader })),
  );
}
