import type { AnswersKept } from "./answers-kept";
import type { ShownTableName } from "./inventory";

/**
 * Something with a name of its own: a cycle, a duo, a unit or a person. The name is null where the reader may
 * not know it.
 */
export type Named = { readonly id: string; readonly name: string | null };

/** One of several things in one value: an answer, or a text that the two wrote, with what it is. */
export type Part = { readonly code: string; readonly about: string; readonly value: string };

/** A stored value as its person reads it. `unreadable` is an encrypted one that does not open. */
export type OwnValue =
  | string
  | number
  | boolean
  | null
  | Date
  | Named
  | readonly Part[]
  | { readonly unreadable: true };

/** One row by the names of its columns. */
export type OwnRow = Readonly<Record<string, OwnValue>>;
export type OwnTable = { readonly name: ShownTableName; readonly rows: readonly OwnRow[] };

/** Everything that is stored about a person and that they may read, table by table. */
export type OwnData = {
  readonly madeAt: Date;
  readonly answersKept: AnswersKept;
  readonly tables: readonly OwnTable[];
};
