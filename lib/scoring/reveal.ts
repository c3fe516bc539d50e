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
import { itemByCode } from "@/lib/instrument/instrument";
import { pointsToMove } from "./allocation";
import { compareOwnership, type OwnershipVerdict } from "./ownership";
import {
  type Asked,
  answeredByOne,
  type BothAnswers,
  byTopic,
  type RevealRow,
  type RevealTopic,
  scaleRows,
} from "./reveal-rows";

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
  /** What the reader privately chose for their partner; empty without a guess. */
  readonly guess: readonly string[];
}

/** All that a partner may see of the two people's answers: the shared items that both answered, and their own guesses. */
export interface Reveal {
  /** The core by topic, widest gap first. */
  readonly topics: readonly RevealTopic[];
  /** How often each of the two says that the other brings them in early (scale positions of IN1). */
  readonly broughtIn: { readonly mine: number; readonly theirs: number } | undefined;
  /** Scale questions of the cycle's block, widest gap first. */
  readonly block: readonly RevealRow[];
  readonly allocation: RevealAllocation | undefined;
  readonly ownership: readonly RevealOwnershipRow[];
  readonly choices: readonly RevealChoice[];
  /** Codes of the scale questions that only one of the two placed on the scale. */
  readonly answeredByOne: readonly string[];
}

/** The private item in which I choose for my partner, by the item that they answered about themselves. */
const guessedChoices: Readonly<Record<string, string>> = { ARC: "ARCP" };

/**
 * Both partners' shared answers side by side. Answers of any other confidentiality class are left out, also when they are
 * passed in; `guesses` are the reader's own.
 * @param asked the version that the cycle asked, and the reader's side: "mine" in the result is theirs
 */
export function reveal(answers: BothAnswers, asked: Asked): Reveal {
  const { mine, theirs, guesses } = answers;
  const { version, side } = asked;
  const { core, block } = scaleRows(answers, asked);
  return {
    topics: byTopic(core),
    broughtIn: broughtIn(mine.IN1, theirs.IN1),
    block,
    allocation: revealAllocation(mine.ALLOC, theirs.ALLOC),
    ownership: ownership(side, mine.MAP, theirs.MAP),
    choices: itemsOfClass("S", version)
      .filter((item) => item.type === "choice")
      .map(({ code }) => ({
        item: code,
        mine: asChoices(mine[code]),
        theirs: asChoices(theirs[code]),
        guess: asChoices(guesses[guessedChoices[code] ?? ""]),
      }))
      .filter((choice) => choice.mine.length > 0 && choice.theirs.length > 0),
    answeredByOne: answeredByOne(answers, asked),
  };
}

type Answered = Answers[string] | undefined;

function broughtIn(mine: Answered, theirs: Answered) {
  return typeof mine === "number" && typeof theirs === "number" ? { mine, theirs } : undefined;
}

/** Both allocations by option, and the points to move between them; undefined unless both were given. */
export function revealAllocation(mine: Answered, theirs: Answered): RevealAllocation | undefined {
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

function ownership(mySide: Side, mine: Answered, theirs: Answered): readonly RevealOwnershipRow[] {
  const bySide = { [mySide]: asOwnership(mine), [otherSide(mySide)]: asOwnership(theirs) };
  if (!bySide.ic || !bySide.manager) return [];
  const rows = compareOwnership(bySide.ic, bySide.manager);
  const order = itemByCode("MAP").row_codes ?? [];
  return rows
    .map((row) => ({ row: row.row, mine: row[mySide], theirs: row[otherSide(mySide)], verdict: row.verdict }))
    .sort((a, b) => order.indexOf(a.row) - order.indexOf(b.row));
}
