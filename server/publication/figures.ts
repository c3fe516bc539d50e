import { type Audience, listPrevious } from "@/db/queries/publication";
import type { CycleOutput } from "@/lib/engine/run-cycle";
import { completeFigures, type DuoFigures, incompleteFigures } from "@/lib/publication/assemble-duo";
import type { DuoBands } from "./bands";
import { type History, standing } from "./calendar";
import type { CyclePublication } from "./cycle-publication";

/** What an audience reads of every duo: the engine's verdict beside what the same audience read before. */
export async function loadFigures(
  { client, orgId }: CyclePublication,
  audience: Audience,
  history: History,
  output: CycleOutput,
  bands: ReadonlyMap<string, DuoBands>,
): Promise<Map<string, DuoFigures>> {
  const positionOf = new Map(history.cycles.map(({ id }, index) => [id, index + 1]));
  const rows = await listPrevious(client, orgId, audience, standing(history));
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
