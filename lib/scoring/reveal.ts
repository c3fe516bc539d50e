import {
  type Answers,
  asAllocation,
  asChoices,
  asOwnership,
  type Owner,
  otherSide,
  type Side,
} from "@/lib/instrument/answers";
import { itemsOfClass } from "@/lib/instrument/confidentiality";
import { type Item, itemByCode } from "@/lib/instrument/instrument";
import { pointsToMove } from "./allocation";
import { itemScore, position, scaleLength } from "./item-score";
import { compareOwnership, type OwnershipVerdict } from "./ownership";

/** `biggest`: the widest gap of the page, if it is two answers or more; `some`: any other gap; `same`: no gap. */
export type GapBand = "biggest" | "some" | "same";

/** What a row's two answers say together; the dictionary has a sentence for each. `gives-more` and `gives-less`: I say I do
 * this more or less often than my partner notices. `gets-less` and `gets-more`: my partner says they do it more or less often
 * than I notice. */
export type RevealPhrase =
  | "same-strength"
  | "same-concern"
  | "same"
  | "both-well"
  | "both-concern"
  | "apart"
  | "differ"
  | "gives-more"
  | "gives-less"
  | "gets-less"
  | "gets-more";

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
}

/** Both partners' allocations of 100 points. */
export interface RevealAllocation {
  /** 0 to 100. */
  readonly pointsToMove: number;
  readonly options: readonly { readonly code: string; readonly mine: number; readonly theirs: number }[];
}

/** One row of the ownership map with both answers. */
export interface RevealOwnershipRow {
  readonly row: string;
  readonly mine: Owner;
  readonly theirs: Owner;
  readonly verdict: OwnershipVerdict;
}

/** A question with one or more choices, with both answers. */
export interface RevealChoice {
  readonly item: string;
  /** Option codes, first choice first. */
  readonly mine: readonly string[];
  readonly theirs: readonly string[];
}

/** All that partners may see of each other's answers: the shared items that both answered. */
export interface Reveal {
  /** Biggest gap first; equal gaps in the order the items are asked. */
  readonly rows: readonly RevealRow[];
  readonly allocation: RevealAllocation | undefined;
  readonly ownership: readonly RevealOwnershipRow[];
  readonly choices: readonly RevealChoice[];
}

// For each of these items the partner answered another one about the same thing: one asks what a person gives, the other
// what they get.
const counterparts: Readonly<Record<string, string>> = { IN1: "IN2", IN2: "IN1", HELP: "GIVE", GIVE: "HELP" };

const shared = itemsOfClass("S");

/**
 * Both partners' shared answers side by side. Answers of any other confidentiality class are left out, also when they are
 * passed in.
 * @param mySide the reader's side: "mine" in the result is theirs
 */
export function reveal(mySide: Side, mine: Answers, theirs: Answers): Reveal {
  const both = (code: string) => [mine[code], theirs[code]] as const;
  return {
    rows: scaleRows(mine, theirs),
    allocation: allocation(...both("ALLOC")),
    ownership: ownership(mySide, ...both("MAP")),
    choices: shared
      .filter((item) => item.type === "choice")
      .map(({ code }) => ({ item: code, mine: asChoices(mine[code]), theirs: asChoices(theirs[code]) }))
      .filter((choice) => choice.mine.length > 0 && choice.theirs.length > 0),
  };
}

function scaleRows(mine: Answers, theirs: Answers): readonly RevealRow[] {
  const rows = shared.flatMap((item): Omit<RevealRow, "band">[] => {
    const theirItem = counterparts[item.code] ?? item.code;
    const [my, their] = [mine[item.code], theirs[theirItem]];
    if (typeof my !== "number" || typeof their !== "number") return [];
    const gap = Math.abs(position(item, my) - position(item, their));
    const phrase = phraseOf(item, my, their);
    return [{ item: item.code, theirItem, mine: my, theirs: their, steps: scaleLength(item), gap, phrase }];
  });
  const widest = Math.max(0, ...rows.map(({ gap }) => gap));
  return rows.map((row) => ({ ...row, band: bandOf(row.gap, widest) })).sort((a, b) => b.gap - a.gap);
}

/** Distance of two answers on a five-point scale, in points. */
const TWO_ANSWERS_WIDE = 50;

function bandOf(gap: number, widest: number): GapBand {
  if (gap === 0) return "same";
  return gap === widest && gap >= TWO_ANSWERS_WIDE ? "biggest" : "some";
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
  if (mine === theirs) return low >= 75 ? "same-strength" : high <= 25 ? "same-concern" : "same";
  if (low >= 50) return "both-well";
  return high <= 50 ? "both-concern" : "apart";
}

function allocation(mine: Answers[string] | undefined, theirs: Answers[string] | undefined) {
  const [my, their] = [asAllocation(mine), asAllocation(theirs)];
  if (!my || !their) return undefined;
  return {
    pointsToMove: pointsToMove(my, their),
    options: (itemByCode("ALLOC").option_codes ?? []).map((code) => ({
      code,
      mine: my[code] ?? 0,
      theirs: their[code] ?? 0,
    })),
  };
}

function ownership(
  mySide: Side,
  mine: Answers[string] | undefined,
  theirs: Answers[string] | undefined,
): readonly RevealOwnershipRow[] {
  const bySide = { [mySide]: asOwnership(mine), [otherSide(mySide)]: asOwnership(theirs) };
  if (!bySide.ic || !bySide.manager) return [];
  const rows = compareOwnership(bySide.ic, bySide.manager);
  const order = itemByCode("MAP").row_codes ?? [];
  return rows
    .map((row) => ({ row: row.row, mine: row[mySide], theirs: row[otherSide(mySide)], verdict: row.verdict }))
    .sort((a, b) => order.indexOf(a.row) - order.indexOf(b.row));
}
