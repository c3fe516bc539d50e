import type { HeadingId, SectionId } from "./sections";

/** Formulas are written in the notation of `parseNotation`; sentences hold them between dollar signs. */
export type FormulaBlock = {
  /** One line each. */
  readonly formula: readonly string[];
  /** What the letters stand for, a sentence each. */
  readonly where?: readonly string[];
};

export type TableBlock = {
  readonly caption: string;
  readonly head: readonly string[];
  /** The first cell names its row. */
  readonly rows: readonly (readonly string[])[];
  /** All columns but the first hold figures. */
  readonly numeric?: boolean;
};

/** Tables made of the product's own data rather than of words. */
export const dataTables = [
  "items",
  "example-answers",
  "example-series",
  "tiers",
  "rules",
  "cadence",
] as const;
export type DataTable = (typeof dataTables)[number];

/** A part of a section; a bare string is a paragraph. */
export type Block =
  | string
  | FormulaBlock
  | { readonly list: readonly string[] }
  | { readonly heading: string; readonly id?: HeadingId }
  | { readonly table: TableBlock }
  | { readonly data: DataTable };

/** A section opens with one plain sentence or two; the exact rule follows. */
export type SectionWords = {
  readonly title: string;
  readonly plain: string;
  readonly blocks: readonly Block[];
};

export type SectionsWords<Id extends SectionId = SectionId> = Readonly<Record<Id, SectionWords>>;
