import { dimensionCodes } from "../domain/published";
import { answerClass } from "../instrument/confidentiality";
import { instrument, optionsOf } from "../instrument/instrument";
import type { PersonFigures } from "./person-figures";
import { withoutRoundingError } from "./rounding";

/**
 * A person score as levels take it (docs/measurement.md 3.3, "Hidden answers at their ends"): all that lie within the most
 * telling hidden answer of an end count as the middle of these. A partner knows all else that a level is made of, and
 * levels of neighbouring cycles share scores: together they can bound one so that nothing but the best hidden answers
 * is left for it. Of a score that is held, each of them keeps two values whatever the bounds; and it follows from
 * nothing but one survey and what the partner knows of it, so that it tells nothing that it is held.
 * @param isRevealed the other partner's answers of this cycle are there too. Without them this partner's S answers are
 * hidden as well, or were seen before the other took theirs back: the score is held in both respects.
 */
export function heldScore(figures: PersonFigures, isRevealed: boolean): number | null {
  if (figures.score === null) return null;
  const { step, ...open } = openRange(figures);
  const held = hold(figures.score, open);
  return isRevealed ? held : hold(held, { low: 0, high: 100, margin: step + open.margin / 2 });
}

type Range = { low: number; high: number; margin: number };

function hold(score: number, { low, high, margin }: Range): number {
  const exact = withoutRoundingError(score);
  if (exact >= withoutRoundingError(high - margin)) return high - margin / 2;
  if (exact <= withoutRoundingError(low + margin)) return low + margin / 2;
  return score;
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

/**
 * In points: what a score can be for somebody who has seen the S answers, what its most telling hidden answer makes of it
 * (`margin`), and what the most telling S answer does (`step`), one alone in its dimension.
 */
function openRange({ dimensions, shared }: PersonFigures): Range & { step: number } {
  let [low, range, margin, count] = [0, 0, 0, 0];
  for (const [index, score] of dimensions.entries()) {
    if (score === null) continue;
    const beside = shared[index] ?? null;
    const part = beside === null ? 1 : hidden[index]!.part;
    count++;
    low += (beside ?? 0) * (1 - part);
    range += 100 * part;
    margin = Math.max(margin, hidden[index]!.gap * part);
  }
  return { low: low / count, high: (low + range) / count, margin: margin / count, step: 25 / count };
}
