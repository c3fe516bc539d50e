import { readPersonFigures } from "@/db/queries/scores";
import { otherSide, type Side, sides } from "@/lib/instrument/answers";
import { FigureTable } from "@/lib/publication/figure-table";
import type { LevelScore } from "@/lib/publication/hold-level";
import type { PersonFigures } from "@/lib/publication/person-figures";
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
  const earlier = publishedBefore(calendar);
  const cycleOf = new Map(cycles.map(({ id }, index) => [id, index]));
  const cycleAt = earlier.map((id) => cycleOf.get(id)!);
  await readPersonFigures(
    publication,
    { orgId: publication.orgId, cycleIds: earlier },
    ({ duoId, side, position, packed }) =>
      figures.setPacked({ duoId, side, cycle: cycleAt[position - 1]! }, packed),
  );
  for (const [duoId, given] of answers) {
    for (const side of sides) {
      if (given[side]) figures.set({ duoId, side, cycle: cycles.length - 1 }, given[side]);
    }
  }
  return figures;
}

/** What a duo's partners answered in the last three calendar cycles of a history, the present one last. */
export type Recent = Readonly<Record<Side, readonly (PersonFigures | undefined)[]>>;

/** What a duo's bands and levels are computed from. */
export function recentOf(figures: FigureTable, history: History, duoId: string): Recent {
  const cycles = Math.min(BAND_CYCLES, history.cycles.length);
  return {
    ic: figures.last(cycles, { duoId, side: "ic" }),
    manager: figures.last(cycles, { duoId, side: "manager" }),
  };
}

/** S-item scores of the cycles in which both were final. */
export function sharedCycles({ ic, manager }: Recent): SharedScores[] {
  return ic.flatMap((one, cycle) => {
    const other = manager[cycle];
    return one && other ? [{ ic: one.shared, manager: other.shared }] : [];
  });
}

/** One partner's valid scores, cycles included that the other did not answer. */
export function levelScores(recent: Recent, side: Side): LevelScore[] {
  return recent[side].flatMap((own, cycle): LevelScore[] => {
    if (!own || own.score === null) return [];
    return [{ ...own, score: own.score, isRevealed: recent[otherSide(side)][cycle] !== undefined }];
  });
}
