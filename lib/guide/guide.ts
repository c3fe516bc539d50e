import { type Answers, CANT_SAY, type Side } from "@/lib/instrument/answers";
import { itemsOfClass } from "@/lib/instrument/confidentiality";
import { type Instrument, instrument, itemByCode } from "@/lib/instrument/instrument";
import { itemScore } from "@/lib/scoring/item-score";
import {
  counterpartOf,
  isCoreItem,
  isSharedConcern,
  isWideGap,
  type RevealRow,
  scaleRows,
  topicOf,
} from "@/lib/scoring/reveal-rows";

/**
 * A question as each of the two answered it: the same item, except where one is asked about giving and one
 * about getting.
 */
export type GuideItem = Readonly<Record<Side, string>>;

/**
 * One part of the talk. `strength`: something to keep; `comment`: what one or both wrote; `picked`: their own talking
 * points; `gap`: answers that lie far apart; `concern`: what both find hard; `unsure`: what neither is sure of; `next`:
 * what the two will do.
 */
export type GuidePart =
  | { readonly kind: "comment"; readonly writtenBy: readonly Side[]; readonly minutes: number }
  | {
      readonly kind: "strength" | "gap" | "concern" | "unsure";
      readonly item: GuideItem;
      readonly minutes: number;
    }
  | { readonly kind: "picked" | "next"; readonly minutes: number };

/** A talk of thirty minutes, the same for both partners. */
export interface Guide {
  readonly parts: readonly GuidePart[];
  readonly speaksFirst: Side;
}

/** How long a talk is planned for. */
export const TALK_MINUTES = 30;

const minutesOf = { strength: 5, comment: 2, gap: 8, concern: 8, picked: 8, unsure: 5 } as const;
/** Of a gap and of what the two picked, where there is a comment to read first. */
const minutesAfterComment = 7;
const GAPS_AT_MOST = 2;
/** The lowest score of an answer that counts as a strength, and the middle of a scale. */
const STRONG = 75;
const MIDDLE = 50;

/**
 * What the two could talk about, from their shared answers and from who wrote a comment: one strength to keep, the
 * comments, their own talking points, at most two wide gaps of different topics (one beside talking points), the core's
 * before the block's, without any gap the hardest of what both find hard, one thing neither is sure of, and what to do
 * next, which gets the minutes that the others leave. Who speaks first follows the number of the cycle, so that the order
 * says nothing about the answers.
 * @param writtenBy the sides that wrote a comment; what it says is not known here
 * @param picked codes of the talking points to which there are answers of both
 * @param version the one that the cycle asked
 */
export function conversationGuide(
  {
    writtenBy,
    picked = [],
    ...answers
  }: Readonly<Record<Side, Answers>> & {
    readonly writtenBy: readonly Side[];
    readonly picked?: readonly string[];
  },
  cycleNumber: number,
  version: Instrument = instrument,
): Guide {
  const both = { mine: answers.ic, theirs: answers.manager, guesses: {} };
  const { core, block } = scaleRows(both, { version, side: "ic" });
  const parts: GuidePart[] = [];
  const wrote = writtenBy.length > 0;
  const lengthOf = (kind: keyof typeof minutesOf) =>
    (kind === "gap" || kind === "concern" || kind === "picked") && wrote
      ? minutesAfterComment
      : minutesOf[kind];
  const add = (kind: "strength" | "gap" | "concern" | "unsure", item: GuideItem | undefined) => {
    if (item) parts.push({ kind, item, minutes: lengthOf(kind) });
  };
  add("strength", strengthOf(core));
  if (wrote) parts.push({ kind: "comment", writtenBy, minutes: minutesOf.comment });
  if (picked.length > 0) parts.push({ kind: "picked", minutes: lengthOf("picked") });
  const gaps = gapsOf([...core, ...block]).filter(({ ic }) => !picked.includes(ic));
  for (const item of gaps.slice(0, picked.length > 0 ? 1 : GAPS_AT_MOST)) add("gap", item);
  if (gaps.length === 0) add("concern", concernOf([...core, ...block], picked));
  add("unsure", unsureOf(answers));
  const used = parts.reduce((sum, { minutes }) => sum + minutes, 0);
  return {
    parts: [...parts, { kind: "next", minutes: TALK_MINUTES - used }],
    speaksFirst: cycleNumber % 2 === 1 ? "ic" : "manager",
  };
}

const sidesOf = ({ item, theirItem }: RevealRow): GuideItem => ({ ic: item, manager: theirItem });

/** The question that both see best, if both see it as going well. */
function strengthOf(core: readonly RevealRow[]): GuideItem | undefined {
  const scored = core
    .filter((row) => itemByCode(row.item).direction !== "perception" && row.item === row.theirItem)
    .map((row) => ({ row, low: lowerScore(row) }))
    .filter(({ low }) => low >= STRONG)
    .sort((a, b) => b.low - a.low || a.row.gap - b.row.gap || asked(a.row) - asked(b.row));
  return scored[0] && sidesOf(scored[0].row);
}

/** The question that both see worst, if both see it as going badly and did not pick it themselves. */
function concernOf(rows: readonly RevealRow[], picked: readonly string[]): GuideItem | undefined {
  const [hardest] = rows
    .filter((row) => isSharedConcern(row) && !picked.includes(sidesOf(row).ic))
    .map((row) => ({ row, low: lowerScore(row) }))
    .sort((a, b) => a.low - b.low || asked(a.row) - asked(b.row));
  return hardest && sidesOf(hardest.row);
}

function lowerScore({ item, mine, theirs }: RevealRow): number {
  const scores = [mine, theirs].map((answer) => itemScore(itemByCode(item), answer) ?? 0);
  return Math.min(...scores);
}

/** The widest gaps, one of a topic. */
function gapsOf(rows: readonly RevealRow[]): readonly GuideItem[] {
  const seen = new Set<string>();
  const gaps = rows.filter(isWideGap).filter((row) => {
    const topic = isCoreItem(row.item) ? topicOf(row.item) : [row.item, row.theirItem].sort().join();
    const isFirst = !seen.has(topic);
    seen.add(topic);
    return isFirst;
  });
  return gaps.map(sidesOf);
}

/**
 * The first question to which both answered "can't say", else the first that both answered with the middle. What one gives
 * and the other gets is one question.
 */
function unsureOf({ ic, manager }: Readonly<Record<Side, Answers>>): GuideItem | undefined {
  const asked = itemsOfClass("S")
    .filter(({ code }) => isCoreItem(code) && topicOf(code) !== "OUTCOME")
    .map(({ code }) => ({ ic: code, manager: counterpartOf(code) }));
  const both = (fits: (code: string, answer: Answers[string] | undefined) => boolean) =>
    asked.find((item) => fits(item.ic, ic[item.ic]) && fits(item.manager, manager[item.manager]));
  const isMiddle = (code: string, answer: Answers[string] | undefined) =>
    itemScore(itemByCode(code), answer) === MIDDLE;
  return both((_, answer) => answer === CANT_SAY) ?? both(isMiddle);
}

const order = itemsOfClass("S").map(({ code }) => code);
const asked = ({ item }: RevealRow) => order.indexOf(item);
