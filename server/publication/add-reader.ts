import { asPublisher } from "@/db/client";
import {
  insertReaders,
  listCellsBelow,
  listPublished,
  listShownLevels,
  removeVerdictReader,
} from "@/db/queries/cell-readers";
import { listCycleUnits, listLeaders } from "@/db/queries/publication";
import { laterReaders } from "@/lib/publication/readers";
import { prepareTree } from "@/lib/publication/tree";

/**
 * Lets a leader who is about to be granted units read the masked figures of earlier cycles that are safe with them as a
 * reader, and takes from them the comparisons with the company that their wider scope makes unsafe. To be called before
 * the grants are written, once for all new units of a person: reading a figure needs both an entry and a grant in force.
 * Does nothing for cycles without these units; a second call changes nothing.
 */
export function addCellReader(
  orgId: string,
  { personId, unitIds }: { personId: string; unitIds: readonly string[] },
): Promise<void> {
  return asPublisher(orgId, async (tx, client) => {
    for (const { cycleId, sharingMode } of await listPublished(tx, orgId)) {
      const key = { orgId, cycleId };
      const units = await listCycleUnits(tx, key);
      const added = unitIds.filter((unitId) => units.some(({ id }) => id === unitId));
      if (added.length === 0) continue;
      const leaders = [...(await listLeaders(tx, key)), ...added.map((unitId) => ({ personId, unitId }))];
      const led = leaders.filter((leader) => leader.personId === personId).map((leader) => leader.unitId);
      const readers = laterReaders({
        tree: prepareTree(units, leaders),
        cells: await listCellsBelow(tx, key, led),
        personId,
        ...(sharingMode === "scoped" && { company: await listShownLevels(tx, key) }),
      });
      await removeVerdictReader(tx, key, personId);
      await insertReaders(client, key, readers);
    }
  });
}
