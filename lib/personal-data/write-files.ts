import { byteOrderMark, csvRecord } from "../csv/csv";
import { factsOf, fieldInWords, type InWords, isDay, isParts, valueInWords } from "./in-words";
import type { OwnData } from "./own-data";

/** Positions of the cells that hold what people typed. */
const texts = [0, 2, 3];

/** A person's data as a CSV file: one record for each stored value, table by table. */
export function* writeOwnCsv({ tables }: OwnData, into: InWords): Generator<string> {
  const { words } = into;
  yield byteOrderMark + csvRecord(words.personalData.file.head);
  for (const { name, rows } of tables) {
    const { title } = words.personalData.tables[name];
    for (const [at, row] of rows.entries()) {
      const records = Object.entries(row).flatMap(([column, value]): string[] => {
        const field = fieldInWords(name, column, words);
        const record = (about: string, text: string) =>
          csvRecord([title, String(at + 1), about, text], texts);
        if (isParts(value)) return value.map((part) => record(`${field}: ${part.about}`, part.value));
        // A time that a program reads, with its zone; the page has it by the reader's clock.
        const text =
          value instanceof Date
            ? value.toISOString()
            : isDay(value)
              ? value
              : valueInWords({ name, column, value, row }, into);
        return [record(field, text)];
      });
      yield records.join("");
    }
  }
}

/** The same as JSON: values as they are stored, with names beside ids, under the names of the database. */
export function* writeOwnJson({ madeAt, answersKept, tables }: OwnData, into: InWords): Generator<string> {
  const text = into.words.personalData;
  yield `{\n"about": ${JSON.stringify(text.title)},\n"madeAt": ${JSON.stringify(madeAt)},\n"tables": {`;
  for (const [at, { name, rows }] of tables.entries()) {
    const { title, note } = text.tables[name];
    const table = { title, note, ...factsOf(name, answersKept, into), entries: rows };
    yield `${at > 0 ? "," : ""}\n${JSON.stringify(name)}: ${JSON.stringify(table, null, 1)}`;
  }
  yield "\n}\n}\n";
}
