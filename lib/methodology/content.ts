import type { HeadingId, SectionId } from "./sections";

/** Formulas in the notation of `parseNotation`. Sentences of any block hold formulas between dollar signs. */
export type FormulaBlock = {
  /** One formula per line of the page. */
  readonly formula: readonly string[];
  /** Sentences that say what the letters stand for. */
  readonly where?: readonly string[];
};

/** A table of texts. */
export type TableBlock = {
  readonly caption: string;
  readonly head: readonly string[];
  /** The first cell names its row. */
  readonly rows: readonly (readonly string[])[];
  /** Whether all columns but the first hold figures. */
  readonly numeric?: boolean;
};

/** Tables that the page makes from data, such as the instrument's items, instead of from texts. */
export const dataTables = [
  "items",
  "example-answers",
  "example-series",
  "tiers",
  "rules",
  "detectability",
] as const;
export type DataTable = (typeof dataTables)[number];

/** A part of a section; a string is a paragraph. */
export type ContentBlock =
  | string
  | FormulaBlock
  | { readonly list: readonly string[] }
  | { readonly heading: string; readonly id?: HeadingId }
  | { readonly table: TableBlock }
  | { readonly data: DataTable };

/** A section: one or two plain sentences, then the exact rule. */
export type SectionWords = {
  readonly title: string;
  readonly plain: string;
  readonly blocks: readonly ContentBlock[];
};

/** Several sections by id. */
export type SectionsWords<Id extends SectionId = SectionId> = Readonly<Record<Id, SectionWords>>;
