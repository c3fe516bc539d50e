import { readFigures } from "@/db/queries/scores";
import { otherSide, type Side } from "@/lib/instrument/answers";
import type { LevelScore } from "@/lib/publication/hold-level";
import { BAND_CYCLES, type SharedScores } from "@/lib/publication/row-bands";
import type { History } from "./calendar";
import type { CyclePublication } from "./cycle-publication";
import type { DuoAnswers } from "./score-answers";

type Known = {
  history: History;
  answers: ReadonlyMap<string, DuoAnswers>;
};

/** Figures of a duo in the last three calendar cycles of a history, the present one last. */
export type Recent = readonly DuoAnswers[];

/**
 * What the partners of every duo answered lately: bands and levels are made of it. A withdrawn cycle is left out, a
 * cycle without answers is empty.
 */
export async function loadRecent(
  publication: CyclePublication,
  { history, answers }: Known,
): Promise<Map<string, Recent>> {
  const earlier = history.cycles
    .slice(-BAND_CYCLES, -1)
    .filter(({ state }) => state === "published")
    .map(({ id }) => id);
  const recent = new Map<string, DuoAnswers[]>();
  const note = (duoId: string, at: number, given: DuoAnswers) => {
    const cycles = recent.get(duoId) ?? Array.from({ length: earlier.length + 1 }, () => ({}));
    cycles[at] = { ...cycles[at], ...given };
    recent.set(duoId, cycles);
  };
  const { orgId } = publication;
  await readFigures(publication, { orgId, cycleIds: earlier }, ({ duoId, side, position, figures }) =>
    note(duoId, position - 1, { [side]: figures }),
  );
  for (const [duoId, given] of answers) note(duoId, earlier.length, given);
  return recent;
}

/** S-item scores of the cycles in which both were final. */
export function sharedCycles(recent: Recent): SharedScores[] {
  return recent.flatMap(({ ic, manager }) =>
    ic && manager ? [{ ic: ic.shared, manager: manager.shared }] : [],
  );
}

/** One partner's valid scores, cycles included that the other did not answer. */
export function levelScores(recent: Recent, side: Side): LevelScore[] {
  return recent.flatMap((cycle): LevelScore[] => {
    const own = cycle[side];
    if (!own || own.score === null) return [];
    return [{ ...own, score: own.score, isRevealed: cycle[otherSide(side)] !== undefined }];
  });
}
