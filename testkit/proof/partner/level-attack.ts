import { otherSide, type Side } from "@/lib/instrument/answers";
import { heldScore } from "@/lib/publication/held-score";
import type { PersonFigures } from "@/lib/publication/person-figures";
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
  const [choices, truth] = [choicesOf(view, scores), truthOf(scores)];
  if (!keeps(choices, windows, truth)) throw new Error("The attacker's bounds leave out the truth");
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

/** What the hidden answers of each cycle can add to the other's score as levels take it, in points. */
export const choicesOf = (view: View, scores: OpenScores): Choices[] =>
  scores.map((score, cycle) => {
    if (!score) return null;
    const { known, unit, sums } = score;
    return sums.map((sum) => takenAs(view, cycle, known + unit * sum) - known);
  });
/** Which of these choices is the truth. */
export const truthOf = (scores: OpenScores): number[] =>
  scores.map((score) => score?.sums.indexOf(score.truth) ?? 0);

/** What each published level says of the hidden sums of its cycles, in points of the other's score. */
export function windowsOf(view: View, scores: OpenScores, knowledge: Knowledge): Window[] {
  return levelsOf(view, knowledge).map(({ cycles, low, high }) => {
    const revealed = cycles.filter((cycle) => scores[cycle]);
    const known = revealed.reduce((sum, cycle) => sum + scores[cycle]!.known, 0);
    // A score of a cycle that only the other answered may be anything.
    const unknown = cycles.filter((cycle) => !scores[cycle]);
    const sumAt = (points: number) => unknown.reduce((sum, cycle) => sum + takenAs(view, cycle, points), 0);
    return { cycles: revealed, low: low - known - sumAt(100), high: high - known - sumAt(0) };
  });
}

/** For each cycle with a level: the cycles of the other's scores in it, and bounds of their sum as it is taken. */
function levelsOf(view: View, knowledge: Knowledge): Window[] {
  const { published, own } = view;
  const other = otherSide(own);
  return published.cycles.flatMap(({ rows, engine, cycle }) => {
    const level = rows.get(view.duo.duoId)?.level ?? null;
    if (level === null) return [];
    const window = [cycle - 2, cycle - 1, cycle].filter((one) => one >= 0);
    const cycles = window.filter((one) => scoreOf(view, other, one) !== null);
    const mine = window.flatMap((one) => {
      const score = scoreOf(view, own, one);
      return score === null ? [] : [takenAs(view, one, score, own)];
    });
    const [low, high] = rawMeanBounds(level, {
      constants: engine.constants,
      counts: [mine.length, cycles.length],
      knowledge,
    });
    const ownMean = mine.reduce((sum, score) => sum + score, 0) / mine.length;
    const sumFor = (mean: number) => cycles.length * (2 * mean - ownMean);
    return [{ cycles, low: sumFor(low), high: sumFor(high) }];
  });
}

const figuresAt = ({ published, duo }: View, cycle: number) =>
  published.cycles[cycle]!.figures.get(duo.duoId);
const scoreOf = (view: View, side: Side, cycle: number) => figuresAt(view, cycle)?.[side]?.score ?? null;

/** What a level takes for a score, were it these points, of the other partner if not said otherwise. */
function takenAs(view: View, cycle: number, points: number, side = otherSide(view.own)): number {
  const figures = figuresAt(view, cycle);
  const one = figures?.[side];
  if (!view.published.isHeld || !one) return points;
  const isRevealed = figures[otherSide(side)] !== null;
  const isKnown = isRevealed || side === view.own;
  return heldScore(isKnown ? { ...one, score: points } : evenFigures(one, points), isRevealed)!;
}

/** Figures of a survey whose answers a partner has not seen, as all these points. */
function evenFigures({ dimensions, shared }: PersonFigures, points: number): PersonFigures {
  const even = (scores: readonly (number | null)[]) =>
    scores.map((score) => (score === null ? null : points));
  return { score: points, mx1: null, dimensions: even(dimensions), shared: even(shared) };
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
      const others = cycles.filter((one) => one !== cycle).map((one) => rangeOf(view, one, scores[one]!));
      return [
        low - others.reduce((sum, range) => sum + range[1], 0),
        high - others.reduce((sum, range) => sum + range[0], 0),
      ] as const;
    });
    const [least, most] = [
      Math.max(...bounds.map(([low]) => low)),
      Math.min(...bounds.map(([, high]) => high)),
    ];
    const isAtTop = least > takenAs(view, cycle, 100 - SMALLEST) + 1e-9;
    if (isAtTop || most < takenAs(view, cycle, SMALLEST) - 1e-9) determined++;
  }
  return { cases, determined };
}

/** What a score can be taken for: in a cycle that both answered its shared part is known. */
function rangeOf(view: View, cycle: number, { known, unit, sums }: OpenScore): readonly [number, number] {
  const isRevealed = view.duo.answers[view.own][cycle] !== null;
  const ends = isRevealed ? [known + unit * sums[0]!, known + unit * sums.at(-1)!] : [0, 100];
  return [takenAs(view, cycle, ends[0]!), takenAs(view, cycle, ends[1]!)];
}
