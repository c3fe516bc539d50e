import { readPersonFigures } from "@/db/queries/scores";
import { sides } from "@/lib/instrument/answers";
import { FigureTable } from "@/lib/publication/figure-table";
import { BAND_CYCLES, type SharedScores } from "@/lib/publication/row-bands";
import { type History, publishedBefore } from "./calendar";
import type { CyclePublication } from "./cycle-publication";
import type { DuoAnswers } from "./score-answers";

/**
 * What everybody answered in a calendar's cycles: those before the one at hand are decrypted here, once, for the engine,
 * the bands and the drivers, and `answers` are those of the one at hand. Withdrawn cycles stay empty.
 */
export async function loadFigures(
  publication: CyclePublication,
  calendar: History,
  answers: ReadonlyMap<string, DuoAnswers>,
): Promise<FigureTable> {
  const { cycles } = calendar;
  const figures = new FigureTable(cycles.length);
  const positionOf = new Map(cycles.map(({ id }, index) => [id, index]));
  await readPersonFigures(
    publication,
    { orgId: publication.orgId, cycleIds: publishedBefore(calendar) },
    ({ duoId, side, cycleId, packed }) =>
      figures.setPacked({ duoId, side, cycle: positionOf.get(cycleId)! }, packed),
  );
  for (const [duoId, given] of answers) {
    for (const side of sides) {
      if (given[side]) figures.set({ duoId, side, cycle: cycles.length - 1 }, given[side]);
    }
  }
  return figures;
}

/** S-item scores of a duo over those of its history's last three calendar cycles in which both were final. */
export function sharedCycles(figures: FigureTable, history: History, duoId: string): SharedScores[] {
  const cycles = Math.min(BAND_CYCLES, history.cycles.length);
  const manager = figures.last(cycles, { duoId, side: "manager" });
  return figures.last(cycles, { duoId, side: "ic" }).flatMap((one, cycle) => {
    const other = manager[cycle];
    return one && other ? [{ ic: one.shared, manager: other.shared }] : [];
  });
}
