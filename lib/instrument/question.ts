import { fill } from "@/lib/i18n/fill";
import { otherSide, type Side } from "./answers";
import { type Audience, audienceOf } from "./confidentiality";
import { type Item, type Option, optionsOf, type ShowIf } from "./instrument";

/** The period that a question asks about; the dictionary has a text for each. */
export type AskedPeriod = "sinceLastCycle" | "lastFourWeeks";

/** An item as one person reads it, as plain values that a server component can hand to the browser. */
export interface Question {
  readonly code: string;
  readonly kind: "scale" | "choice" | "allocation" | "ownership" | "text";
  readonly text: string;
  /** What stands above the text, where that alone would not be a question. */
  readonly before?: string;
  /** Absent where the wording names its own period ("right now", "in the last six months"). */
  readonly window?: AskedPeriod;
  /** `value` is what is stored; for "Me" of the ownership map it is this person's side. */
  readonly options: readonly Pick<Option, "value" | "label">[];
  /** The ownership map's rows. */
  readonly rows?: readonly { readonly code: string; readonly label: string }[];
  readonly required: boolean;
  readonly audience: Audience;
  readonly showIf?: ShowIf;
  /** Choices: how many may be chosen; the first is the main one. */
  readonly maxChoices: number;
  /** Allocation: the step between possible values and the sum to reach, in points. */
  readonly step?: number;
  readonly total?: number;
}

/** The person who reads a question. */
export interface Reader {
  readonly side: Side;
  /** The partner's first name. */
  readonly partnerName: string;
  readonly firstForDuo: boolean;
}

const kinds = {
  scale5: "scale",
  scale3: "scale",
  choice: "choice",
  allocation: "allocation",
  map: "ownership",
  text: "text",
} as const;

// These items ask about now, a habit or a wish, or name their own period.
const withoutWindow = new Set(
  "OWN1 OWN2 OWN1A OWN2A OT2 TR1 TR2 AL1 AL2 AL3 ALLOC MEA HOR MAP MOM MOMS COACH ANSW ARC ARCP RISK RISKP RNOW".split(
    " ",
  ),
);

/** The options of an item, with the placeholder {P} of their labels replaced by `about`: a first name, or "you". */
export function optionsFor(item: Item, about: string): readonly Pick<Option, "value" | "label">[] {
  return optionsOf(item).map(({ value, label }) => ({ value, label: fill(label, { P: about }) }));
}

/** An item for one reader: the wording of their side, with the partner's first name and all options. */
export function question(item: Item, reader: Reader): Question {
  const name = { P: reader.partnerName };
  return {
    code: item.code,
    kind: kinds[item.type],
    text: fill(item.wording[reader.side], name),
    window: windowOf(item, reader),
    options: optionsFor(item, reader.partnerName).map(({ value, label }) => ({
      value: item.type === "map" ? ownerFor(value, reader.side) : value,
      label,
    })),
    rows: item.rows?.map((label, index) => ({ code: item.row_codes![index]!, label })),
    required: item.required,
    audience: audienceOf(item),
    showIf: item.show_if,
    maxChoices: item.max_choices ?? 1,
    step: item.step,
    total: item.total,
  };
}

function windowOf(item: Item, reader: Reader): AskedPeriod | undefined {
  if (withoutWindow.has(item.links ?? item.code)) return undefined;
  return reader.firstForDuo ? "lastFourWeeks" : "sinceLastCycle";
}

function ownerFor(value: number | string, side: Side): number | string {
  if (value === "me") return side;
  return value === "partner" ? otherSide(side) : value;
}
