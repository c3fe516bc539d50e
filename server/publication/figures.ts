import { type Audience, listPrevious } from "@/db/queries/publication";
import type { CycleOutput } from "@/lib/engine/run-cycle";
import { completeFigures, type DuoFigures, incompleteFigures } from "@/lib/publication/assemble-duo";
import type { DuoBands } from "./bands";
import { type History, standing } from "./calendar";
import type { CyclePublication } from "./cycle-publication";

type Known = {
  audience: Audience;
  history: History;
  output: CycleOutput;
  bands: ReadonlyMap<string, DuoBands>;
};

/** What an audience reads of every duo: the engine's verdict beside what the same audience read before. */
export async function loadFigures(
  { tx, orgId }: CyclePublication,
  { audience, history, output, bands }: Known,
): Promise<Map<string, DuoFigures>> {
  const positionOf = new Map(history.cycles.map(({ id }, index) => [id, index + 1]));
  const rows = await listPrevious(tx, { orgId, cycleIds: standing(history) }, audience);
  return new Map(
    output.rows.map((row) => {
      const before = rows.get(row.duoId);
      const previous = before && { ...before, position: positionOf.get(before.cycleId)! };
      const own = bands.get(row.duoId);
      const figures = own ? completeFigures(row, own, previous, history.cycles) : incompleteFigures(previous);
      return [row.duoId, figures];
    }),
  );
}
