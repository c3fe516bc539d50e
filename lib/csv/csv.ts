// Comma-separated files as in RFC 4180, in UTF-8 with a byte order mark. Cells that a spreadsheet would run as formulas are
// made safe.

/** First character of every file: it tells spreadsheets that the file is UTF-8. */
export const byteOrderMark = "\uFEFF";

// The same pattern as in the database function csv_text. A formula can begin a cell, or follow what some spreadsheet takes
// for the end of one, with quotation marks between the two. Blanks and colons end a cell only for those who choose them as
// separators; there a sign counts only right before the rest of a formula, so that "R&D - EMEA" stays as it is.
// Apostrophes before it match too, so that `csvOriginal` can tell an added apostrophe from one of the text.
const dangerous =
  /(?<=(?:^|[;|\t\r\n])"*)'*(?=[=+\-@\t\r＝＋－＠])|(?<=[ :]"*)'*(?=[=+\-@＝＋－＠][^ \t\r\n])/g;
const defused =
  /(?<=(?:^|[;|\t\r\n])"*)'('*)(?=[=+\-@\t\r＝＋－＠])|(?<=[ :]"*)'('*)(?=[=+\-@＝＋－＠][^ \t\r\n])/g;

/**
 * A cell's text with an apostrophe wherever a spreadsheet would take what follows for a formula, whichever separator it
 * splits at: "Ann;=1+1" becomes "Ann;'=1+1". Any other text is unchanged.
 */
export function csvText(cell: string): string {
  return cell.replace(dangerous, "'$&");
}

/** The text of a cell before `csvText` changed it. */
export function csvOriginal(cell: string): string {
  return cell.replace(defused, "$1$2");
}

/**
 * One record with its line end (CRLF). Cells are made safe, and quoted where they hold more than words, numbers and days.
 * @param texts positions of cells that are always quoted: somebody typed them, and a reader may have chosen any separator
 */
export function csvRecord(cells: readonly string[], texts: readonly number[] = []): string {
  return `${cells.map((cell, at) => quoted(csvText(cell), texts.includes(at))).join(",")}\r\n`;
}

function quoted(cell: string, always: boolean): string {
  return always || /[^\p{L}\p{M}\p{N}_.-]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

const token = /"((?:[^"]|"")*)"|([^",\r\n]*)/y;

/**
 * The records of a file (RFC 4180), without a byte order mark and a last empty line. Lines may end in CRLF or LF. Cells
 * keep an added apostrophe, which `csvOriginal` removes.
 * @throws RangeError where a quote is out of place; the message has the number of the record, from 1
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

/** An instant as a cell, in UTC: "2026-11-02T09:00:00Z". */
export const csvInstant = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;
