import type { DimensionCode } from "@/lib/domain/published";
import type { Side } from "./answers";
import data from "./versions/1.0.0.json" with { type: "json" };

/** Forms of an item's answer; `map` is the ownership map, `text` what people write beside the instrument's items. */
export type ItemType = "scale5" | "scale3" | "choice" | "allocation" | "map" | "text";
/** Blocks of items: the core is asked in every cycle, one of the others beside it (docs/measurement.md 1). */
export type Block = "core" | "A_direction" | "B_roles" | "C_leverage" | "P_profile";
/** Confidentiality of an item's answers, in the words of the data file. */
export type Confidentiality = "shared_with_partner" | "aggregate_only" | "private";

/** How an item's answer becomes a score: see `itemScore`. */
export type Direction =
  | "higher_better"
  | "reversed"
  | "mapped"
  | "closeness"
  | "perception"
  | "outcome"
  | "divergence"
  | "profile";

/** Condition for asking an item: the answer to another item lies above this scale position. */
export interface ShowIf {
  readonly item: string;
  readonly greater_than: number;
}

/** An item, with the fields of the instrument's data file. */
export interface Item {
  readonly code: string;
  readonly type: ItemType;
  readonly wording: Readonly<Record<Side, string>>;
  readonly options: string | readonly (string | LetteredOption)[];
  readonly direction: Direction;
  readonly dimension: DimensionCode | "QUARTERLY" | null;
  readonly in_person_score: boolean;
  readonly required: boolean;
  readonly confidentiality: Confidentiality;
  readonly source_lines: readonly number[];
  readonly block: Block;
  readonly note: string | null;
  readonly option_codes?: readonly string[];
  readonly step?: number;
  readonly total?: number;
  readonly rows?: readonly string[];
  readonly row_codes?: readonly string[];
  readonly show_if?: ShowIf;
  readonly max_choices?: number;
  /** In a linking cycle: the item whose new wording this one is. */
  readonly links?: string;
}

/** An option of a choice: its text under its letter, and its score from 0 to 100 (null: it counts as missing). */
export type LetteredOption = Readonly<Record<string, string | number | null>>;

/** One possible answer. `value` is what is stored; `score`, 0 to 100, is set for options with a score of their own. */
export interface Option {
  readonly value: number | string;
  readonly label: string;
  readonly score?: number;
}

/** The instrument, with the fields of its data file. */
export interface Instrument {
  readonly instrument: string;
  readonly version: string;
  readonly dimensions: Readonly<Record<DimensionCode, string>>;
  readonly anchor_items: readonly string[];
  readonly items: readonly Item[];
  /** The version before. */
  readonly follows?: string;
  /** Whether admins may choose it for the next cycle. */
  readonly offered?: boolean;
  /** Items that it words anew. */
  readonly reworded?: readonly string[];
  /** Of a version that asks both wordings: the version that has the new ones. */
  readonly linksTo?: string;
}

// The type of a JSON import has string where the file has one of a few literals; `instrument.test.ts` checks the items.
export const instrument = data as unknown as Instrument;

const shared = globalThis as typeof globalThis & { twofoldInstruments?: Map<string, Instrument> };
shared.twofoldInstruments ??= new Map([[instrument.version, instrument]]);

/**
 * Every version of the questions that is known, by its number, oldest first. It belongs to the process and not to this
 * module, because pages and start-up code are bundled apart and hold a copy of the module each.
 */
export const registry: Map<string, Instrument> = shared.twofoldInstruments;

const byCode = new Map(instrument.items.map((item) => [item.code, item]));

/**
 * The item with this code. What is asked and how it is scored is the same in every version that has it; the wording is that
 * of the oldest, or of `from`.
 * @throws RangeError for a code that no version has
 */
export function itemByCode(code: string, from?: Instrument): Item {
  const item = from?.items.find((one) => one.code === code) ?? byCode.get(code) ?? inAnyVersion(code);
  if (!item) throw new RangeError(`The instrument has no item ${code}`);
  return item;
}

function inAnyVersion(code: string): Item | undefined {
  for (const { items } of registry.values()) {
    const item = items.find((one) => one.code === code);
    if (item) return item;
  }
  return undefined;
}

/** The items of a block, in the order they are asked. */
export function itemsOfBlock(block: Block, from = instrument): readonly Item[] {
  return from.items.filter((item) => item.block === block);
}

/** The possible answers of an item in order; options given as "as TR1" are those of TR1. Labels still hold {P} in place of
 * the partner's name. */
export function optionsOf(item: Item): readonly Option[] {
  if (typeof item.options === "string") {
    return optionsOf(itemByCode(item.options.replace(/^as /, "")));
  }
  return item.options.map((option, index) => {
    if (typeof option === "string") return { value: item.option_codes?.[index] ?? index + 1, label: option };
    const [letter, label] = Object.entries(option)[0] as [string, string];
    return typeof option.score === "number"
      ? { value: letter, label, score: option.score }
      : { value: letter, label };
  });
}
