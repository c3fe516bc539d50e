import { byteOrderMark, csvRecord } from "../csv/csv";
import type { Dictionary } from "../i18n";
import type { AnswersKept } from "./answers-kept";
import { answersKeptInWords } from "./answers-kept-in-words";
import { type InventoryColumn, inventoryTables } from "./columns";
import type { PersonalTable, Retention } from "./field";
import { fieldInWords, type InWords } from "./in-words";
import { isShown, type PersonalTableName, personalData } from "./inventory";
import { readersInWords } from "./readers";

/** Why a table is kept, whose data it is, who reads it and for how long, for somebody whom it does not concern. */
export function tableInWords(name: PersonalTableName, answersKept: AnswersKept, into: InWords) {
  const { words, format } = into;
  const table: PersonalTable = personalData[name];
  const { why, whose, kept, fields } = table;
  const text = words.dataInventory;
  const others = Object.entries(fields).flatMap(([column, { kept: other }]) =>
    other ? [text.keptOtherwise(column, keptInWords(other, answersKept, into))] : [],
  );
  return {
    why: text.why[why],
    whose: text.whose[whose],
    readers: readersInWords(table, format, text),
    kept: [keptInWords(kept, answersKept, into), ...others].join(" "),
  };
}

const keptInWords = (kept: Retention, answersKept: AnswersKept, into: InWords): string =>
  kept === "answers" ? answersKeptInWords(answersKept, into, "other") : into.words.dataInventory.kept[kept];

/** What a column holds, in words. */
export function holdsInWords(
  name: PersonalTableName,
  { column, field }: InventoryColumn,
  words: Dictionary,
): string {
  const text = words.dataInventory;
  if (!field.shown) return text.holds[field.reason];
  return text.fields[column] ?? (isShown(name) ? fieldInWords(name, column, words) : column);
}

/** The inventory as a CSV file: one record for each column. */
export function inventoryCsv(answersKept: AnswersKept, into: InWords): string {
  const { words, format } = into;
  const text = words.dataInventory;
  const records = inventoryTables().flatMap(({ name, columns }) => {
    const { why, whose } = tableInWords(name, answersKept, into);
    const { kept: usual }: PersonalTable = personalData[name];
    return columns.map((one) => {
      const readers = format.list(one.readers.map((reader) => text.readers[reader]));
      const holds = holdsInWords(name, one, words);
      const kept = keptInWords(one.field.kept ?? usual, answersKept, into);
      return csvRecord([name, one.column, holds, whose, why, readers, kept, text.keeping[one.keeping]]);
    });
  });
  return byteOrderMark + csvRecord(text.file.head) + records.join("");
}
