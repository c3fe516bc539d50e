/** How a comma-separated file is written and read here: RFC 4180, UTF-8 with a byte order mark, safe in a spreadsheet. */

export const byteOrderMark = "\uFEFF";

// The same as the database's csv_text: leading apostrophes count, or a cell could not be read back.
const formula = /^'*[=+\-@\t\r＝＋－＠]/;
const defused = /^'+[=+\-@\t\r＝＋－＠]/;

/** A text cell that a spreadsheet would take for a formula gets one more apostrophe; any other stays as it is. */
export function csvText(cell: string): string {
  return formula.test(cell) ? `'${cell}` : cell;
}

/** What a cell said before `csvText`. */
export function csvOriginal(cell: string): string {
  return defused.test(cell) ? cell.slice(1) : cell;
}

/** One record with its line end: cells made safe, quoted where RFC 4180 demands it. */
export function csvRecord(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(csvText(cell))).join(",")}\r\n`;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

const token = /"((?:[^"]|"")*)"|([^",\r\n]*)/y;

/**
 * The records of a file (RFC 4180), a byte order mark and a last empty line left out; lines may end in CRLF or LF.
 * Cells come as they stand: `csvOriginal` takes the apostrophe off.
 * @throws RangeError where a quote is out of place, with the record's number from 1
 */
export function parseCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = text.startsWith(byteOrderMark) ? 1 : 0;
  while (at < text.length) {
    token.lastIndex = at;
    const [whole, inQuotes, plain = ""] = token.exec(text)!;
    record.push(inQuotes === undefined ? plain : inQuotes.replaceAll('""', '"'));
    at += whole.length;
    if (text[at] === ",") {
      at += 1;
      if (at === text.length) record.push("");
      else continue;
    }
    const end = text.startsWith("\r\n", at) ? 2 : text[at] === "\n" ? 1 : 0;
    if (end === 0 && at < text.length)
      throw new RangeError(`A quote is out of place in record ${records.length + 1}`);
    at += end;
    records.push(record);
    record = [];
  }
  return records;
}
