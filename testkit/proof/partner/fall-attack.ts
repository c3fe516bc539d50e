import { groupBy } from "@/lib/domain/group-by";
import { dimensionCodes } from "@/lib/domain/published";
import { changeScore } from "@/lib/engine/change-score";
import { withoutCompany } from "@/lib/engine/company-index";
import { engineConstants } from "@/lib/engine/constants";
import { duoHistory } from "@/lib/engine/duo-history";
import { hypothesesOf } from "@/lib/engine/likelihood";
import { changeVariances } from "@/lib/engine/noise";
import { findOnsets } from "@/lib/engine/onset";
import { dateChange } from "@/lib/engine/since";
import { measureChange } from "@/lib/engine/size";
import { otherSide, type Side } from "@/lib/instrument/answers";
import { instrument } from "@/lib/instrument/instrument";
import { publishedLevel } from "@/lib/publication/rounding";
import { seededRandom } from "@/lib/statistics/random";
import { type OpenScore, openScore } from "./answers";
import { fromManyRows } from "./knowledge";
import { choicesOf, truthOf, type View, windowsOf } from "./level-attack";
import { keeps } from "./windows";

/** What is published of the points by which a level fell, and how many worlds are tried before an answer is given up. */
export type FallRule = { readonly publish: (points: number) => number; readonly tries: number };
/** The product's: to the nearest 5 points. */
export const nearestFive: FallRule = {
  publish: (points) => Math.min(100, Math.max(0, publishedLevel(points))),
  tries: 20_000,
};
/** For a control. */
export const hundredths: FallRule = { publish: (points) => Math.round(100 * points) / 100, tries: 100 };

/**
 * Constants of the engine as they may be for all that an attacker knows: its noise by a factor, and the company index by
 * some points from one cycle on.
 */
type Guess = { readonly noise: number; readonly from: number; readonly points: number };
const asPublisher: Guess = { noise: 1, from: 0, points: 0 };

/** A hidden answer as it is not: in which cycle, which of the hidden ones, and what it adds to their sum, in units. */
type Move = { readonly cycle: number; readonly item: number; readonly units: number };

/** `byPublisher`: how many are determined for somebody who knows the engine's constants as nobody but the publisher does. */
type Found = { cases: number; determined: number; byPublisher: number };

/**
 * The partner who uses how far the level fell: they know their own answers and the other's shared ones, and the engine's
 * constants as well as rows could tell. They look for another world with the same levels, the same fall in every cycle and
 * the same dates of its beginning (as each cycle dates it anew, which is more than a row says). A hidden answer is open if
 * it differs in such a world. It is searched for with the very constants first. Those for which none is found count as
 * determined, which is harsher than what could be proved of them.
 */
export function attackByFalls(view: View, rule: FallRule): Found {
  const { published, duo, own } = view;
  const falls = published.cycles.flatMap(({ rows, cycle }) => {
    const fall = rows.get(duo.duoId)?.fall ?? null;
    return fall === null ? [] : [{ cycle, fall }];
  });
  const scores = duo.answers[otherSide(own)].map((answers, cycle) =>
    answers && duo.answers[own][cycle] ? openScore(answers) : undefined,
  );
  const [windows, choices, truth] = [
    windowsOf(view, scores, fromManyRows),
    choicesOf(view, scores),
    truthOf(scores),
  ];
  const told = (moves: readonly Move[], guess: Guess) =>
    falls.map(({ cycle }) => declineAt(view, { cycle, shifts: shiftsOf(scores, moves), rule, guess })).join();
  const all = scores.flatMap((score, cycle) =>
    score && cycle <= (falls.at(-1)?.cycle ?? -1) ? movesOf(score, cycle) : [],
  );
  if (all.length === 0) return { cases: 0, determined: 0, byPublisher: 0 };
  const asPublished = told([], asPublisher);
  assertPublished(view, falls);
  const isAlike = (moves: readonly Move[], guess = asPublisher) => {
    const picked = pick(scores, truth, moves);
    return !picked.includes(-1) && keeps(choices, windows, picked) && told(moves, guess) === asPublished;
  };
  const answers = [...groupBy(all, ({ cycle, item }) => `${cycle} ${item}`).values()];
  const byPublisher = answers.filter(
    (otherwise) =>
      !otherwise.some((move) => isAlike([move])) &&
      !otherwise.some((move) => all.some((more) => !isSameAnswer(move, more) && isAlike([move, more]))) &&
      !otherwise.some((move) => wander(all, move, { isAlike, tries: rule.tries, guesses: [asPublisher] })),
  );
  const guesses = guessesOf(scores.length);
  const determined = byPublisher.filter(
    (otherwise) =>
      !otherwise.some((move) => guesses.some((guess) => isAlike([move], guess))) &&
      !otherwise.some((move) => wander(all, move, { isAlike, tries: rule.tries, guesses })),
  );
  return { cases: answers.length, determined: determined.length, byPublisher: byPublisher.length };
}

/** Constants as far off as rows leave open: at the ends of what they tell and half way there. */
function guessesOf(cycles: number): Guess[] {
  const { mean, ratio } = fromManyRows;
  return [-1, -0.5, 0, 0.5, 1].flatMap((a) =>
    [-1, -0.5, 0.5, 1].flatMap((b) =>
      Array.from({ length: cycles }, (_, from) => ({ noise: 1 + a * ratio, from, points: b * mean })),
    ),
  );
}

const isSameAnswer = (a: Move, b: Move) => a.cycle === b.cycle && a.item === b.item;

type Wandering = {
  isAlike: (moves: readonly Move[], guess: Guess) => boolean;
  tries: number;
  guesses: readonly Guess[];
};

/** Whether some world in which this and a few other answers moved at random is alike, with constants of these. */
function wander(all: readonly Move[], move: Move, { isAlike, tries, guesses }: Wandering): boolean {
  const random = seededRandom(move.cycle);
  // What makes up for it lies in its own cycle as often as anywhere else.
  const beside = all.filter(({ cycle }) => cycle === move.cycle);
  for (let attempt = 0; attempt < tries; attempt++) {
    const moves = [move];
    for (let more = 2 + (attempt % 4); more > 0; more--) {
      const from = random() < 0.5 ? beside : all;
      const next = from[Math.floor(random() * from.length)]!;
      if (!moves.some((one) => isSameAnswer(one, next))) moves.push(next);
    }
    if (isAlike(moves, guesses[attempt % guesses.length]!)) return true;
  }
  return false;
}

function movesOf({ items }: OpenScore, cycle: number): Move[] {
  return items.flatMap(({ weight, options, truth }, item) => {
    const units = new Set(options.map(({ step }) => weight * (step - truth.step)));
    units.delete(0);
    return [...units].map((units) => ({ cycle, item, units }));
  });
}

/** The sum that each cycle has after some moves, by its position; -1 for one that cannot be. */
function pick(
  scores: readonly (OpenScore | undefined)[],
  truth: readonly number[],
  moves: readonly Move[],
): number[] {
  const sums = scores.map((score) => score?.truth ?? 0);
  for (const { cycle, units } of moves) sums[cycle]! += units;
  return truth.map((position, cycle) => scores[cycle]?.sums.indexOf(sums[cycle]!) ?? position);
}

/** By how many points a dimension of a cycle moves. */
type Shift = { readonly cycle: number; readonly dimension: number; readonly points: number };

function shiftsOf(scores: readonly (OpenScore | undefined)[], moves: readonly Move[]): Shift[] {
  return moves.map(({ cycle, item, units }) => {
    const { code } = scores[cycle]!.items[item]!;
    const { dimension } = instrument.items.find((one) => one.code === code)!;
    return {
      cycle,
      dimension: (dimensionCodes as readonly unknown[]).indexOf(dimension),
      points: 12.5 * units,
    };
  });
}

type At = {
  readonly cycle: number;
  readonly shifts: readonly Shift[];
  readonly rule: FallRule;
  readonly guess: Guess;
};

/** Fall and dates as they would be said in a cycle, were dimensions of the other partner shifted. */
function declineAt({ published, duo, own }: View, { cycle, shifts, rule, guess }: At): string {
  const scoresOf = (side: Side) =>
    Float64Array.from({ length: cycle + 1 }, (_, at) => {
      const figures = published.cycles[at]!.figures.get(duo.duoId)?.[side];
      if (!figures) return Number.NaN;
      const dimensions = [...figures.dimensions];
      for (const shift of side === own ? [] : shifts) {
        if (shift.cycle === at) dimensions[shift.dimension]! += shift.points;
      }
      return changeScore(dimensions) ?? Number.NaN;
    });
  const { level, gap, pairs } = published.cycles[cycle]!.engine.constants.changeNoise;
  const variances = changeVariances({ level: guess.noise * level, gap: guess.noise * gap, pairs });
  const index = published.cycles
    .slice(0, cycle + 1)
    .map(({ engine }, at) => engine.constants.companyIndex + (at >= guess.from ? guess.points : 0));
  const table = { duos: 1, cycles: cycle + 1, ic: scoresOf("ic"), manager: scoresOf("manager") };
  const history = duoHistory(withoutCompany(table, index), 0, { first: 1, variances });
  const hypotheses = findOnsets(history, engineConstants.onset.dating).flatMap((onset) =>
    hypothesesOf("declining", onset, variances.gap),
  );
  const { from, to } = dateChange(hypotheses);
  return `${rule.publish(measureChange("declining", hypotheses).points)} ${from} ${to}`;
}

/** The attacker reckons by itself: what it takes for published must be what rows say. */
function assertPublished(view: View, falls: readonly { cycle: number; fall: number }[]): void {
  for (const { cycle, fall } of falls) {
    const [taken] = declineAt(view, { cycle, shifts: [], rule: nearestFive, guess: asPublisher }).split(" ");
    if (Number(taken) !== fall)
      throw new Error(`The attacker takes ${taken} for a fall, published is ${fall}`);
  }
}
