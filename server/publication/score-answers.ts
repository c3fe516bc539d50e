import type { EnrolledRow } from "@/db/queries/publication";
import { readFinalParts } from "@/db/queries/scores";
import { sideOf } from "@/lib/domain/partners";
import type { Answers, Side } from "@/lib/instrument/answers";
import { type PersonFigures, personFigures } from "@/lib/publication/person-figures";
import type { CyclePublication } from "./cycle-publication";

/** Figures of one duo's partners; a side that submitted nothing has none. */
export type DuoAnswers = Partial<Record<Side, PersonFigures>>;

/**
 * Scores every final answer of the cycle, holding one person's answers at a time. A duo of which an answer does not
 * open is left out, as if it had not answered.
 */
export async function scoreAnswers(
  publication: CyclePublication,
  enrolled: readonly EnrolledRow[],
): Promise<Map<string, DuoAnswers>> {
  const duos = new Map(enrolled.map((duo) => [duo.duoId, duo]));
  const scored = new Map<string, DuoAnswers>();
  let current: { duoId: string; authorId: string; answers: Answers } | undefined;
  const finish = () => {
    if (!current) return;
    const side = sideOf(duos.get(current.duoId)!, current.authorId);
    scored.set(current.duoId, { ...scored.get(current.duoId), [side]: personFigures(current.answers) });
  };
  await readFinalParts(publication, publication, ({ duoId, authorId, answers }) => {
    if (current?.duoId === duoId && current.authorId === authorId) {
      current.answers = { ...current.answers, ...answers };
      return;
    }
    finish();
    current = { duoId, authorId, answers };
  });
  finish();
  for (const duoId of publication.unreadable.keys()) scored.delete(duoId);
  return scored;
}
