import type pg from "pg";
import type { MaskedCell } from "@/lib/publication/masked-cell";
import type { CellReader } from "@/lib/publication/readers";
import { type CountedRow, countUnits } from "@/lib/publication/unit-counts";
import { cellReaders, cellUnsafePeople, publishedCells, publishedUnitCounts } from "../schema";
import { insertRows } from "./insert-rows";
import type { CycleKey } from "./publication";

/** The units of a cycle; `lineage` runs from the root to the unit itself. */
type Units = { readonly units: readonly { readonly id: string; readonly lineage: string[] }[] };

/** Stores what the rows that leaders read add up to in each unit, in `scoped`. */
export function insertUnitCounts(
  client: pg.ClientBase,
  { orgId, cycleId }: CycleKey,
  { units, rows }: Units & { rows: readonly CountedRow[] },
): Promise<void> {
  const lineageOf = new Map(units.map(({ id, lineage }) => [id, lineage]));
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
      ...counts,
    })),
  );
}

/** Stores the masked figures, who may read each of them, and who must never be added to its readers. */
export async function insertCells(
  client: pg.ClientBase,
  { orgId, cycleId }: CycleKey,
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
