import type { Tx } from "@/db/client";
import {
  countBoard,
  countBoardBelow,
  countFound,
  listBoard,
  listBoardUnits,
} from "@/db/queries/participation";
import { type Board, boardWanted } from "@/lib/domain/board";
import { limitsOf, pageInView } from "@/lib/domain/paging";

const perPage = 50;

type Cycle = { id: string; opensAt: Date };

/** One page of who has submitted in a cycle, in the transaction of an admin; nothing of a cycle without units. */
export async function loadBoard(
  tx: Tx,
  orgId: string,
  { cycle, query }: { cycle: Cycle; query: unknown },
): Promise<Board | null> {
  const key = { orgId, cycleId: cycle.id };
  const wanted = boardWanted.parse(query);
  const units = await listBoardUnits(tx, key);
  const root = units[0];
  if (!root) return null;
  const unit = units.find(({ id }) => id === wanted.unit) ?? root;
  const unitId = unit.id;
  const view = pageInView(await countFound(tx, key, { unitId, wanted }), perPage, wanted);
  const whole = await countBoard(tx, key, root.id);
  return {
    cycleId: cycle.id,
    wanted,
    units,
    unit,
    whole,
    chosen: unit === root ? whole : await countBoard(tx, key, unitId),
    below: await countBoardBelow(tx, key, unitId),
    view,
    lines: await listBoard(tx, key, { unitId, wanted, since: cycle.opensAt, ...limitsOf(view) }),
  };
}
