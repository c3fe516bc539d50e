import { type EnrolledRow, readFinalParts } from "@/db/queries/publication";
import { sideOf } from "@/lib/domain/partners";
import { dimensionCodes } from "@/lib/domain/published";
import type { Answers, Side } from "@/lib/instrument/answers";
import type { PersonFigures } from "@/lib/publication/assemble-duo";
import {
  type DimensionScores,
  dimensionScores,
  personScore,
  sharedDimensionScores,
} from "@/lib/scoring/person";
import type { CyclePublication } from "./cycle-publication";

/** Figures of one duo's partners; a side that submitted nothing has none. */
export type DuoAnswers = Partial<Record<Side, PersonFigures>>;

/** Scores every final answer of the cycle, holding one person's answers at a time. */
export async function scoreAnswers(
  { client, orgId, cycleId }: CyclePublication,
  enrolled: readonly EnrolledRow[],
): Promise<Map<string, DuoAnswers>> {
  const duos = new Map(enrolled.map((duo) => [duo.duoId, duo]));
  const scored = new Map<string, DuoAnswers>();
  let current: { duoId: string; authorId: string; answers: Answers } | undefined;
  const finish = () => {
    if (!current) return;
    const side = sideOf(duos.get(current.duoId)!, current.authorId);
    scored.set(current.duoId, { ...scored.get(current.duoId), [side]: figuresOf(current.answers) });
  };
  await readFinalParts(client, { orgId, cycleId }, ([duoId, authorId, answers]) => {
    if (current?.duoId === duoId && current.authorId === authorId) {
      current.answers = { ...current.answers, ...answers };
      return;
    }
    finish();
    current = { duoId, authorId, answers };
  });
  finish();
  return scored;
}

function figuresOf(answers: Answers): PersonFigures {
  const dimensions = dimensionScores(answers);
  const mx1 = answers.MX1;
  return {
    score: personScore(dimensions) ?? null,
    mx1: typeof mx1 === "number" ? mx1 : null,
    dimensions: inOrder(dimensions),
    shared: inOrder(sharedDimensionScores(answers)),
  };
}

const inOrder = (scores: DimensionScores) => dimensionCodes.map((code) => scores[code] ?? null);
