import { listPrevious } from "@/db/queries/publication";
import type { Audience } from "@/db/queries/published/since";
import type { CycleOutput } from "@/lib/engine/run-cycle";
import { completeRow, type DuoRow, incompleteRow } from "@/lib/publication/duo-row";
import type { RowBands } from "@/lib/publication/row-bands";
import { type History, publishedBefore } from "./calendar";
import type { CyclePublication } from "./cycle-publication";

/** The rows that an audience last read, by duo. */
export type PreviousRows = Awaited<ReturnType<typeof listPrevious>>;

/** What an audience read of every duo before this cycle. */
export function loadPrevious(
  { tx, orgId }: CyclePublication,
  audience: Audience,
  history: History,
): Promise<PreviousRows> {
  return listPrevious(tx, { orgId, cycleIds: publishedBefore(history) }, audience);
}

type RowsInput = {
  history: History;
  before: PreviousRows;
  output: CycleOutput;
  /** Only duos complete in this cycle have an entry. */
  bands: ReadonlyMap<string, RowBands>;
};

/** What an audience reads of every duo: the engine's verdict and the bands, after what the same audience read before. */
export function rowsFrom({ history, before, output, bands }: RowsInput): Map<string, DuoRow> {
  const positionOf = new Map(history.cycles.map(({ id }, index) => [id, index + 1]));
  return new Map(
    output.rows.map((verdict) => {
      const { duoId } = verdict;
      const last = before.get(duoId);
      const previous = last && { ...last, position: positionOf.get(last.cycleId)! };
      const own = bands.get(duoId);
      if (!own) return [duoId, incompleteRow(previous)];
      return [duoId, completeRow({ verdict, bands: own, previous, history: history.cycles })];
    }),
  );
}
