import { listPrevious } from "@/db/queries/publication";
import type { Audience } from "@/db/queries/published/since";
import type { CycleOutput } from "@/lib/engine/run-cycle";
import { completeRow, type DuoRow, incompleteRow } from "@/lib/publication/duo-row";
import type { RowBands } from "@/lib/publication/row-bands";
import { type History, publishedBefore } from "./calendar";
import type { CyclePublication } from "./cycle-publication";

type RowsInput = {
  audience: Audience;
  history: History;
  output: CycleOutput;
  /** Only duos complete in this cycle have an entry. */
  bands: ReadonlyMap<string, RowBands>;
};

/** What an audience reads of every duo: the engine's verdict and the bands, after what the same audience read before. */
export async function loadRows(
  { tx, orgId }: CyclePublication,
  { audience, history, output, bands }: RowsInput,
): Promise<Map<string, DuoRow>> {
  const positionOf = new Map(history.cycles.map(({ id }, index) => [id, index + 1]));
  const rows = await listPrevious(tx, { orgId, cycleIds: publishedBefore(history) }, audience);
  return new Map(
    output.rows.map((verdict) => {
      const { duoId } = verdict;
      const before = rows.get(duoId);
      const previous = before && { ...before, position: positionOf.get(before.cycleId)! };
      const own = bands.get(duoId);
      if (!own) return [duoId, incompleteRow(previous)];
      return [duoId, completeRow({ verdict, bands: own, previous, history: history.cycles })];
    }),
  );
}
