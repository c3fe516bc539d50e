import { otherSide, type Side } from "@/lib/instrument/answers";
import { type LevelScore, moveOf, openRange } from "@/lib/publication/hold-level";
import type { PublishedWorld } from "../worlds/publish";
import type { WorldDuo } from "../worlds/world";
import { type OpenScore, openScore, possibleAnswers } from "./answers";
import { type Knowledge, rawMeanBounds } from "./knowledge";
import { type Choices, keeps, possibleChoices, type Window } from "./windows";

/** Answers attacked, and those determined: the hidden answers of one person in complete cycles. */
export type Found = { cases: number; determined: number; trust: number };

/** The smallest part of a person score that one answer can make: a third of a dimension's step. */
const SMALLEST = 25 / 3 / 9;

/** A duo as one of its partners sees it. */
export type View = { readonly published: PublishedWorld; readonly duo: WorldDuo; readonly own: Side };

/**
 * The partner who uses levels: they know their own answers, the other's shared answers of all cycles in which both were
 * final, and every published level of the duo, and look for answers of the other that no partner ever sees.
 */
export function attackByLevels(view: View, knowledge: Knowledge): Found {
  const { duo, own } = view;
  const other = otherSide(own);
  const scores = duo.answers[other].map((answers, cycle) =>
    answers && duo.answers[own][cycle] ? openScore(answers) : undefined,
  );
  const windows = windowsOf(view, scores, knowledge);
  const [choices, truth] = [choicesOf(scores), truthOf(scores)];
  const found: Found = { cases: 0, determined: 0, trust: 0 };
  let exact: Set<number>[] | undefined;
  for (const [cycle, score] of scores.entries()) {
    if (!score || !windows.some(({ cycles }) => cycles.includes(cycle))) continue;
    found.cases += score.items.filter(({ truth }) => truth.answer !== "missing").length;
    // Moves of this cycle alone settle nearly all; only then is every sequence looked at.
    const alone = score.sums.filter((_, position) => keeps(choices, windows, truth.with(cycle, position)));
    if (possibleAnswers(score.items, new Set(alone)).every((options) => options.length > 1)) continue;
    exact ??= possibleChoices(choices, windows);
    const sums = new Set([...exact[cycle]!].map((position) => score.sums[position]!));
    for (const [nth, options] of possibleAnswers(score.items, sums).entries()) {
      if (options.length !== 1 || options[0]!.answer === "missing") continue;
      found.determined++;
      if (score.items[nth]!.code === "TR1") found.trust++;
    }
  }
  return found;
}

type OpenScores = readonly (OpenScore | undefined)[];

/** What the hidden answers of each cycle can add to the other's score, in points. */
export const choicesOf = (scores: OpenScores): Choices[] =>
  scores.map((score) => score?.sums.map((sum) => sum * score.unit) ?? null);
/** Which of these choices is the truth. */
export const truthOf = (scores: OpenScores): number[] =>
  scores.map((score) => score?.sums.indexOf(score.truth) ?? 0);

/** What each published level says of the hidden sums of its cycles, in points of the other's score. */
export function windowsOf(view: View, scores: OpenScores, knowledge: Knowledge): Window[] {
  return levelsOf(view, knowledge).map(({ cycles, low, high }) => {
    const revealed = cycles.filter((cycle) => scores[cycle]);
    const known = revealed.reduce((sum, cycle) => sum + scores[cycle]!.known, 0);
    // A score of a cycle that only the other answered may be anything.
    const unknown = 100 * (cycles.length - revealed.length);
    return { cycles: revealed, low: low - known - unknown, high: high - known };
  });
}

/** For each cycle with a level: the cycles of the other's scores in it, and bounds of their sum. */
function levelsOf(view: View, knowledge: Knowledge): Window[] {
  const { published, duo, own } = view;
  const scoresOf = (side: Side, cycles: readonly number[]) =>
    cycles.flatMap((cycle) => published.cycles[cycle]!.figures.get(duo.duoId)?.[side]?.score ?? []);
  return published.cycles.flatMap(({ rows, engine, cycle }) => {
    const level = rows.get(duo.duoId)?.level ?? null;
    if (level === null) return [];
    const window = [cycle - 2, cycle - 1, cycle].filter((one) => one >= 0);
    const cycles = window.filter((one) => scoresOf(otherSide(own), [one]).length > 0);
    const mine = scoresOf(own, window);
    const [low, high] = rawMeanBounds(level, {
      constants: engine.constants,
      counts: [mine.length, cycles.length],
      knowledge,
    });
    const ownMove = published.isHeld ? moveOf(scoresIn(view, own, window)) : 0;
    const ownMean = (mine.reduce((sum, score) => sum + score, 0) + ownMove) / mine.length;
    const sumFor = (mean: number) => cycles.length * (2 * mean - ownMean);
    if (!published.isHeld) return [{ cycles, low: sumFor(low), high: sumFor(high) }];
    return [{ cycles, ...whatIsHeld(scoresIn(view, otherSide(own), cycles), sumFor(low), sumFor(high)) }];
  });
}

/** Bounds of a sum of scores from bounds of the sum as it is held: at an end it may lie anywhere beyond. */
function whatIsHeld(scores: readonly LevelScore[], low: number, high: number): { low: number; high: number } {
  const ranges = scores.map(openRange);
  const margin = Math.max(...ranges.map((range) => range.margin));
  const least = ranges.reduce((sum, range) => sum + range.low, 0) + margin;
  const most = ranges.reduce((sum, range) => sum + range.high, 0) - margin;
  return {
    low: low <= least ? Number.NEGATIVE_INFINITY : low,
    high: high >= most ? Number.POSITIVE_INFINITY : high,
  };
}

/** One side's scores as a level takes them. */
function scoresIn({ published, duo }: View, side: Side, cycles: readonly number[]): LevelScore[] {
  return cycles.flatMap((cycle) => {
    const figures = published.cycles[cycle]!.figures.get(duo.duoId);
    const one = figures?.[side];
    if (!one || one.score === null) return [];
    return [{ ...one, score: one.score, isRevealed: figures[otherSide(side)] !== null }];
  });
}

/**
 * After a cycle that only the other answered: all of their answers in it are withheld, and later levels hold its score.
 * One is determined where that score can only lie at an end of the scale.
 */
export function attackOneSidedLevels(
  view: View,
  knowledge: Knowledge,
): { cases: number; determined: number } {
  const { duo, own } = view;
  const other = otherSide(own);
  const scores = duo.answers[other].map((answers) => (answers ? openScore(answers) : undefined));
  const levels = levelsOf(view, knowledge);
  let [cases, determined] = [0, 0];
  for (const [cycle, score] of scores.entries()) {
    if (!score || duo.answers[own][cycle]) continue;
    const holding = levels.filter(({ cycles }) => cycles.includes(cycle));
    if (holding.length === 0) continue;
    cases++;
    const bounds = holding.map(({ cycles, low, high }) => {
      const others = cycles
        .filter((one) => one !== cycle)
        .map((one) => rangeOf(scores[one]!, duo.answers[own][one] !== null));
      return [
        low - others.reduce((sum, range) => sum + range[1], 0),
        high - others.reduce((sum, range) => sum + range[0], 0),
      ] as const;
    });
    const [least, most] = [
      Math.max(...bounds.map(([low]) => low)),
      Math.min(...bounds.map(([, high]) => high)),
    ];
    if (least > 100 - SMALLEST || most < SMALLEST) determined++;
  }
  return { cases, determined };
}

/** What a score can be: in a cycle that both answered its shared part is known. */
function rangeOf({ known, unit, sums }: OpenScore, isRevealed: boolean): readonly [number, number] {
  return isRevealed ? [known + unit * sums[0]!, known + unit * sums.at(-1)!] : [0, 100];
}
