import { insertRows } from "@/db/queries/insert-rows";
import type { CycleUnitRow } from "@/db/queries/publication";
import { publishedDrivers as driverRows } from "@/db/schema";
import type { SharingMode } from "@/lib/domain/cycles";
import { drivers } from "@/lib/organization/drivers";
import type { PartnerHistories } from "@/lib/organization/lagged-sums";
import { publishedDrivers } from "@/lib/organization/published-drivers";
import type { FigureTable } from "@/lib/publication/figure-table";
import type { MaskedCell } from "@/lib/publication/masked-cell";
import type { History } from "./calendar";
import type { CyclePublication } from "./cycle-publication";
import { inTurns } from "./in-turns";

type DriversInput = {
  cycle: { number: number; sharingMode: SharingMode };
  history: History;
  units: readonly CycleUnitRow[];
  figures: FigureTable;
  cells: readonly MaskedCell[];
};

type RootDrivers = { rootId: string } & ReturnType<typeof publishedDrivers>;

/**
 * What goes with impact in the whole organization; in `private` nothing while the root's level is hidden. Takes long, and
 * the process does other things in between.
 */
export async function findDrivers(known: DriversInput): Promise<RootDrivers | undefined> {
  const root = known.units.find(({ parentId }) => parentId === null);
  if (!root || (known.cycle.sharingMode === "private" && !isShown(known.cells, root.id))) return undefined;
  // The cycle's number is the seed, so that the same publication gives the same bootstrap.
  const found = await inTurns(drivers(historiesOfPartners(known), known.cycle.number));
  return { rootId: root.id, ...publishedDrivers(found) };
}

export async function writeDrivers(
  { client, orgId, cycleId }: CyclePublication,
  found: RootDrivers | undefined,
): Promise<void> {
  if (!found) return;
  const { rootId, ...drivers } = found;
  await insertRows(client, driverRows, [{ orgId, cycleId, unitId: rootId, lineage: [rootId], ...drivers }]);
}

function isShown(cells: readonly MaskedCell[], unitId: string): boolean {
  return cells.some(
    (cell) => cell.unitId === unitId && cell.measure === "level" && cell.pairType === "all" && cell.visible,
  );
}

/** Both partners' cycles of every duo that ever answered, one duo at a time: together they would fill the memory. */
function* historiesOfPartners({ history, figures }: DriversInput): Generator<PartnerHistories> {
  const cycles = history.cycles.length;
  // In an order that does not depend on when somebody answered: the bootstrap draws duos by their place.
  for (const duoId of figures.duoIds.sort()) {
    yield {
      ic: figures.last(cycles, { duoId, side: "ic" }),
      manager: figures.last(cycles, { duoId, side: "manager" }),
    };
  }
}
