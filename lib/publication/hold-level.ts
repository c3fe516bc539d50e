import { dimensionCodes } from "../domain/published";
import type { CycleRow } from "../engine/duo-row";
import type { CycleConstants } from "../engine/run-cycle";
import { answerClass } from "../instrument/confidentiality";
import { instrument, optionsOf } from "../instrument/instrument";
import type { PersonFigures } from "./person-figures";

/** One partner's valid score of one of the level's three cycles, 0 to 100. */
export type LevelScore = Pick<PersonFigures, "dimensions" | "shared"> & {
  readonly score: number;
  /** The other partner answered this cycle too, and so has seen the S answers. */
  readonly isRevealed: boolean;
};

/**
 * The level that a row is rounded from: the engine's estimate, with the sum of each partner's hidden answers (those that
 * the other never sees) held one answer away from its ends. A partner knows all else that a level is made of: just
 * above a step of 5 it could come from nothing but the best hidden answers in three cycles running, and so name each of
 * them. This moves a level by half a point or less (more where it has a single cycle), and only where nearly all
 * hidden answers of the three cycles lie at one end.
 * @param verdict the engine's row
 * @param constants the engine's, of the same cycle
 * @returns `null` where the engine has no level
 */
export function holdLevel({
  verdict,
  constants,
  ic,
  manager,
}: {
  verdict: Pick<CycleRow, "level">;
  constants: Pick<CycleConstants, "noise" | "levelPrior">;
  ic: readonly LevelScore[];
  manager: readonly LevelScore[];
}): number | null {
  if (verdict.level === null) return null;
  // Of both partners' means the level takes half each, drawn towards the prior (docs/measurement.md 3.3, "Level").
  const sampling = (constants.noise.level ** 2 * (1 / ic.length + 1 / manager.length)) / 4;
  const { variance } = constants.levelPrior;
  const weight = variance / (variance + sampling);
  return verdict.level + (weight * (moveOf(ic) / ic.length + moveOf(manager) / manager.length)) / 2;
}

/** By how many points the sum of a partner's scores is moved away from an end. */
export function moveOf(scores: readonly LevelScore[]): number {
  let [sum, low, high, margin] = [0, 0, 0, 0];
  for (const score of scores) {
    const open = openRange(score);
    sum += score.score;
    low += open.low;
    high += open.high;
    margin = Math.max(margin, open.margin);
  }
  return Math.max(low + margin, Math.min(high - margin, sum)) - sum;
}

/** A dimension's hidden items: their part of its items, and the widest gap between two answers in points. */
const hidden = dimensionCodes.map((code) => {
  const items = instrument.items.filter((item) => item.in_person_score && item.dimension === code);
  const unseen = items.filter((item) => answerClass(item) !== "S");
  return { part: unseen.length / items.length, gap: Math.max(0, ...unseen.map(widestGap)) };
});

function widestGap(item: (typeof instrument.items)[number]): number {
  if (item.direction !== "mapped") return 25;
  const scores = optionsOf(item)
    .flatMap(({ score }) => score ?? [])
    .sort((a, b) => a - b);
  return Math.max(...scores.slice(1).map((score, index) => score - scores[index]!));
}

/** What a score can be as far as the partner knows, and what its most telling hidden answer makes of it, in points. */
export function openRange({ dimensions, shared, isRevealed }: LevelScore): {
  low: number;
  high: number;
  margin: number;
} {
  const total = { low: 0, high: 0, margin: 0, dimensions: 0 };
  for (const [index, score] of dimensions.entries()) {
    if (score === null) continue;
    const beside = shared[index] ?? null;
    const part = beside === null ? 1 : hidden[index]!.part;
    const known = isRevealed ? (beside ?? 0) * (1 - part) : 0;
    total.dimensions++;
    total.low += known;
    total.high += isRevealed ? known + 100 * part : 100;
    total.margin = Math.max(total.margin, hidden[index]!.gap * part);
  }
  const { low, high, margin, dimensions: count } = total;
  return { low: low / count, high: high / count, margin: margin / count };
}
