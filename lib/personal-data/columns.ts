import type { AnswersKept } from "./answers-kept";
import type { Field, PersonalTable, Reader } from "./field";
import { type PersonalTableName, personalData, personalTables } from "./inventory";

/** How a value lies in the database: encrypted with the organization's data key, as a hash, or as it is. */
export type Keeping = "encrypted" | "hash" | "plain";

/** A stored column and who reads it, as a reviewer's inventory lists it. */
export type InventoryColumn = {
  readonly column: string;
  readonly field: Field;
  readonly readers: readonly Reader[];
  readonly keeping: Keeping;
};
export type InventoryTable = {
  readonly name: PersonalTableName;
  readonly columns: readonly InventoryColumn[];
};

/** Every table with what is kept for a time, and how long that is in the reader's organization. */
export type Inventory = { readonly answersKept: AnswersKept; readonly tables: readonly InventoryTable[] };

/** Every table with personal data and its columns, in the order of their entries. */
export const inventoryTables = (): InventoryTable[] =>
  personalTables.map((name) => {
    const table: PersonalTable = personalData[name];
    const columns = Object.entries(table.fields).map(([column, field]) => ({
      column,
      field,
      readers: readersOf(table, field),
      keeping: keepingOf(field),
    }));
    return { name, columns };
  });

/** What the person is not shown is read with the row by others at most: by nobody if it is kept from everybody. */
function readersOf({ readers }: PersonalTable, field: Field): readonly Reader[] {
  if (field.shown) return field.readers ?? readers;
  switch (field.reason) {
    case "link":
      return readers;
    case "others": {
      const rest = readers.filter((reader) => reader !== "you");
      return rest.length > 0 ? rest : ["nobody"];
    }
    default:
      return ["nobody"];
  }
}

function keepingOf(field: Field): Keeping {
  if (field.sealed) return "encrypted";
  const isHash = !field.shown && (field.reason === "secret" || field.kept === "erased");
  return isHash ? "hash" : "plain";
}
