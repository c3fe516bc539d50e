import type pg from "pg";
import type { MaskedCell } from "@/lib/publication/masked-cell";
import type { CompleteBefore } from "@/lib/publication/overview-counts";
import type { CellReader } from "@/lib/publication/readers";
import { type CountedRow, countUnits } from "@/lib/publication/unit-counts";
import { cellReaders, cellUnsafePeople, publishedCells, publishedUnitCounts } from "../schema";
import { insertRows } from "./insert-rows";
import type { CycleKey } from "./publication";

/** The units of a cycle; `lineage` runs from the root to the unit itself. */
type Units = { readonly units: readonly { readonly id: string; readonly lineage: string[] }[] };

/** A duo's row as its unit's counts need it. */
export type UnitRow = Omit<CountedRow, "before"> & {
  readonly duoId: string;
  readonly previousLineage: readonly string[] | null;
};

/** Stores what the rows that leaders read add up to in each unit, in `scoped`. */
export async function insertUnitCounts(
  client: pg.ClientBase,
  key: CycleKey,
  { units, rows }: Units & { rows: readonly UnitRow[] },
): Promise<void> {
  const lineageOf = new Map(units.map(({ id, lineage }) => [id, lineage]));
  const completeBefore = await listCompleteBefore(client, key);
  const before = ({ duoId, unitId, previousLineage }: UnitRow): CompleteBefore => {
    // Not every reader of the row now reads the one before.
    if (previousLineage && previousLineage.join() !== lineageOf.get(unitId)!.join()) return "elsewhere";
    return completeBefore.has(duoId) ? "here" : "not";
  };
  const counted = countUnits(
    units,
    rows.map((row) => ({ ...row, before: before(row) })),
  );
  await insertRows(
    client,
    publishedUnitCounts,
    counted.map(({ unitId, attribute, value, counts }) => ({
      ...key,
      unitId,
      lineage: lineageOf.get(unitId)!,
      attribute,
      value,
      ...counts,
    })),
  );
}

/** The duos that were complete in the cycle before, the newest one that stands. */
async function listCompleteBefore(client: pg.ClientBase, { orgId, cycleId }: CycleKey): Promise<Set<string>> {
  const { rows } = await client.query<{ duoId: string }>(
    `select p.duo_id as "duoId" from published_duos p
     where p.org_id = $1 and p.complete and p.cycle_id = (
       select c.id from cycles c join cycles n on n.org_id = c.org_id and n.id = $2
       where c.org_id = $1 and c.number < n.number and c.state = 'published' order by c.number desc limit 1)`,
    [orgId, cycleId],
  );
  return new Set(rows.map(({ duoId }) => duoId));
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
