import type { DimensionCode } from "@/lib/domain/published";
import type { Answers, Side } from "@/lib/instrument/answers";
import { itemsOfClass } from "@/lib/instrument/confidentiality";
import { type Instrument, type Item, itemByCode } from "@/lib/instrument/instrument";
import { itemScore, position, scaleLength } from "./item-score";

/**
 * `biggest`: the widest gap of the core, if it is two answers or more; `wide`: any other gap of two answers
 * or more; `some`: one answer apart; `same`: no gap.
 */
export type GapBand = "biggest" | "wide" | "some" | "same";

/** What a row's two answers say together; the dictionary has a sentence for each. `gives-more` and `gives-less`: I say I do
 * this more or less often than my partner experiences it. `gets-less` and `gets-more`: my partner says they do it more or
 * less often than I experience it. */
export type RevealPhrase =
  | "same-strength"
  | "same-concern"
  | "same-middle"
  | "same"
  | "both-well"
  | "both-concern"
  | "apart"
  | "differ"
  | "gives-more"
  | "gives-less"
  | "gets-less"
  | "gets-more";

/** What the reader privately expected the partner to answer; no one else sees it. */
export interface Guess {
  /** Position on the scale of the partner's answer. */
  readonly expected: number;
  /** How the guess compares with the answer: `higher` means that the guess was above it. */
  readonly outcome: "right" | "higher" | "lower";
}

/** One question with both answers on its scale. */
export interface RevealRow {
  /** Code of the item that I answered. */
  readonly item: string;
  /** Code of the item that my partner answered: another one where one of us is asked about giving and one about getting. */
  readonly theirItem: string;
  /** Scale positions, 1 to `steps`. */
  readonly mine: number;
  readonly theirs: number;
  readonly steps: number;
  /** Distance between the two on the scale, 0 to 100. */
  readonly gap: number;
  readonly band: GapBand;
  readonly phrase: RevealPhrase;
  readonly guess: Guess | undefined;
  /** The version of the questions that the cycle asked. */
  readonly version: string;
  /** The words in which the reader was asked, with {P}, where they are not those of the first version. */
  readonly newWording: string | undefined;
}

/** What a core question is about: its dimension, or what the two achieve together. */
export type Topic = Exclude<DimensionCode, "TRUST"> | "OUTCOME";

/** A topic with the questions about it that both answered. */
export interface RevealTopic {
  readonly topic: Topic;
  /** Widest gap first. */
  readonly rows: readonly RevealRow[];
  /** The widest gap of its rows, 0 to 100. */
  readonly gap: number;
}

/** Answers of the two partners as one of them may read them: shared ones of both, and the reader's own private guesses. */
export interface BothAnswers {
  readonly mine: Answers;
  readonly theirs: Answers;
  /** The reader's own private answers. */
  readonly guesses: Answers;
}

/** What a cycle asked, and whom of the two the comparison is for. */
export interface Asked {
  readonly version: Instrument;
  readonly side: Side;
}

// For each of these items the partner answered another one about the same thing: one asks what a person gives, the other
// what they get.
const counterparts: Readonly<Record<string, string>> = { IN1: "IN2", IN2: "IN1", HELP: "GIVE", GIVE: "HELP" };

/** The item that the partner answered about what a person answered: another one where one gives and the other gets. */
export const counterpartOf = (code: string): string => counterparts[code] ?? code;

/** The private item in which I guess my partner's answer, by the item of the row it belongs to. */
const guessItems: Readonly<Record<string, string>> = { IN2: "IN3", RISK: "RISKP" };

/** Steps between two answers from which on a gap is wide. */
const WIDE = 2;

/** Whether two answers lie two or more apart. */
export function isWideGap({ mine, theirs }: Pick<RevealRow, "mine" | "theirs">): boolean {
  return Math.abs(mine - theirs) >= WIDE;
}

/** Highest score at which an answer says that something goes badly. */
const HARD = 25;

/** Whether both answers say that this goes badly: they agree, and it is nothing to be praised for. */
export function isSharedConcern({
  item,
  mine,
  theirs,
}: Pick<RevealRow, "item" | "mine" | "theirs">): boolean {
  return [mine, theirs].every((answer) => (itemScore(itemByCode(item), answer) ?? 100) <= HARD);
}

/** A private guess compared with the answer it was about; undefined without one of the two. */
export function guessOf(expected: Answers[string] | undefined, answered: Answers[string] | undefined) {
  if (typeof expected !== "number" || typeof answered !== "number") return undefined;
  const outcome = expected === answered ? "right" : expected > answered ? "higher" : "lower";
  return { expected, outcome } satisfies Guess;
}

/**
 * The shared scale questions that both answered: the core's, of which one gap or several equal ones are the biggest, and
 * the block's. Widest gap first; equal gaps in the order in which the questions are asked. Of two wordings of an item the
 * old one is shown.
 */
export function scaleRows(
  answers: BothAnswers,
  asked: Asked,
): { core: readonly RevealRow[]; block: readonly RevealRow[] } {
  const items = itemsOfClass("S", asked.version).filter(({ links }) => !links);
  const rows = items.flatMap((item) => rowOf(item, answers, asked) ?? []);
  const core = rows.filter(({ item }) => isCoreItem(item));
  const widest = Math.max(0, ...core.filter(isWideGap).map(({ gap }) => gap));
  return {
    core: widestFirst(
      core.map((row) => (row.gap === widest && widest > 0 ? { ...row, band: "biggest" as const } : row)),
    ),
    block: widestFirst(rows.filter(({ item }) => !isCoreItem(item))),
  };
}

const widestFirst = <Row extends { gap: number }>(rows: readonly Row[]) =>
  [...rows].sort((a, b) => b.gap - a.gap);

function rowOf(item: Item, { mine, theirs, guesses }: BothAnswers, asked: Asked): RevealRow | undefined {
  const theirItem = counterpartOf(item.code);
  const [my, their] = [mine[item.code], theirs[theirItem]];
  if (typeof my !== "number" || typeof their !== "number") return undefined;
  const guessItem = guessItems[item.code];
  return {
    item: item.code,
    theirItem,
    mine: my,
    theirs: their,
    steps: scaleLength(item),
    gap: Math.abs(position(item, my) - position(item, their)),
    band: my === their ? "same" : isWideGap({ mine: my, theirs: their }) ? "wide" : "some",
    phrase: phraseOf(item, my, their),
    guess: guessItem === undefined ? undefined : guessOf(guesses[guessItem], their),
    version: asked.version.version,
    newWording: newWordingOf(item, asked.side),
  };
}

/**
 * Codes of the scale questions that one of the two gave a place on the scale and the other did not, in the order in which
 * they are asked; without those about a person, which are asked once for all of their duos.
 */
export function answeredByOne(
  { mine, theirs }: Pick<BothAnswers, "mine" | "theirs">,
  { version }: Asked,
): readonly string[] {
  const isAnswered = (answer: Answers[string] | undefined) => typeof answer === "number";
  return itemsOfClass("S", version)
    .filter(({ block, links }) => block !== "P_profile" && !links)
    .map(({ code }) => code)
    .filter((code) => isAnswered(mine[code]) !== isAnswered(theirs[counterpartOf(code)]));
}

function newWordingOf({ code, wording }: Item, side: Side): string | undefined {
  return wording[side] === itemByCode(code).wording[side] ? undefined : wording[side];
}

/** Core rows by topic, the topic with the widest gap first; equal ones in the order they are asked. */
export function byTopic(rows: readonly RevealRow[]): readonly RevealTopic[] {
  const order = itemsOfClass("S").map(({ code }) => topicOf(code));
  const topics = [...new Set(rows.map(({ item }) => topicOf(item)))].sort(
    (a, b) => order.indexOf(a) - order.indexOf(b),
  );
  return widestFirst(
    topics.map((topic) => {
      const own = rows.filter(({ item }) => topicOf(item) === topic);
      return { topic, rows: own, gap: Math.max(...own.map(({ gap }) => gap)) };
    }),
  );
}

/** Whether an item is asked in every cycle. */
export const isCoreItem = (code: string): boolean => itemByCode(code).block === "core";

/** The topic of a core item. An item about giving belongs where the one about getting does. */
export function topicOf(code: string): Topic {
  const { dimension, direction } = itemByCode(code);
  if (direction === "outcome") return "OUTCOME";
  return (dimension ?? itemByCode(counterpartOf(code)).dimension) as Topic;
}

function phraseOf(item: Item, mine: number, theirs: number): RevealPhrase {
  if (item.code in counterparts && mine !== theirs) {
    const gives = item.direction === "perception";
    if (gives) return mine > theirs ? "gives-more" : "gives-less";
    return mine < theirs ? "gets-less" : "gets-more";
  }
  const scores = [itemScore(item, mine), itemScore(item, theirs)].filter((score) => score !== undefined);
  if (scores.length < 2) return mine === theirs ? "same" : "differ";
  const [low, high] = [Math.min(...scores), Math.max(...scores)];
  if (mine === theirs) return low >= 75 ? "same-strength" : high <= HARD ? "same-concern" : "same-middle";
  if (low >= 50) return "both-well";
  return high <= 50 ? "both-concern" : "apart";
}
