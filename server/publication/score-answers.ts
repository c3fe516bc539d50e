import type { EnrolledRow } from "@/db/queries/publication";
import { readFinalParts } from "@/db/queries/scores";
import { sideOf } from "@/lib/domain/partners";
import type { Answers, Side } from "@/lib/instrument/answers";
import type { CollectedCustomAnswers } from "@/lib/publication/custom-answers";
import type { CollectedRatings } from "@/lib/publication/kept-commitments";
import { type PersonFigures, personFigures } from "@/lib/publication/person-figures";
import { type SurveyScores, surveyScores } from "@/lib/publication/program-health";
import type { CyclePublication } from "./cycle-publication";
import type { Wordings } from "./wordings";

/** Figures of one duo's partners; a side that submitted nothing has none. */
export type DuoAnswers = Partial<Record<Side, PersonFigures>>;

/**
 * Scores every final answer of the cycle, with one person's answers in memory at a time. A duo of which an answer does
 * not open is left out, as if it had not answered. New wordings count as they were linked, or are linked by these answers.
 * `custom` collects the answers to the organization's own questions, `ratings` those about commitments. `surveys` are the
 * item scores of every survey, for the figures of the whole organization.
 */
export async function scoreAnswers(
  publication: CyclePublication,
  enrolled: readonly EnrolledRow[],
  {
    adjustments,
    linking,
    added,
    custom,
    ratings,
  }: Pick<Wordings, "adjustments" | "linking" | "added"> & {
    custom: CollectedCustomAnswers;
    ratings: CollectedRatings | undefined;
  },
): Promise<{ answers: Map<string, DuoAnswers>; surveys: SurveyScores[] }> {
  const duos = new Map(enrolled.map((duo) => [duo.duoId, duo]));
  const scored = new Map<string, DuoAnswers>();
  const surveys: SurveyScores[] = [];
  let current: { duoId: string; authorId: string; answers: Answers } | undefined;
  const finish = () => {
    if (!current) return;
    const { duoId, authorId, answers } = current;
    const side = sideOf(duos.get(duoId)!, authorId);
    scored.set(duoId, { ...scored.get(duoId), [side]: personFigures(answers, adjustments) });
    surveys.push({ duoId, authorId, side, scores: surveyScores(answers, added) });
    linking?.note(authorId, answers);
    custom.note({ duoId, side }, answers);
    ratings?.note({ duoId, side }, answers);
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
  for (const duoId of publication.unreadable.keys()) {
    scored.delete(duoId);
    custom.drop(duoId);
    ratings?.drop(duoId);
  }
  return { answers: scored, surveys };
}
