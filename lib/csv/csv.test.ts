import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byteOrderMark, csvOriginal, csvRecord, csvText, parseCsv } from "./csv";

const dangerous = ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"];
const separators = [",", ";", "\t", "|", " ", ":"];

/** Names as people might craft them: a separator and a dangerous start more often than not. */
const part = fc
  .tuple(
    fc.constantFrom("", "'", "''", '"', ...dangerous, ...dangerous.map((one) => `'${one}`)),
    fc.string({ unit: "grapheme", maxLength: 10 }),
  )
  .map(([start, rest]) => start + rest);
const names = fc
  .array(fc.tuple(fc.constantFrom(...separators, "\n", "\r\n", '"'), part), { maxLength: 3 })
  .chain((more) => part.map((first) => first + more.flat().join("")));

/** The cells that a program sees which splits at `separator`, and for which quotation marks inside a cell mean nothing. */
const splitAt = (text: string, separator: string) =>
  text
    .split(/[\r\n]/)
    .flatMap((line) => line.split(separator))
    .map((cell) => cell.replace(/^"+/, ""));

describe("csvText", () => {
  it.each([
    ["=1+1", "'=1+1"],
    ["'=1+1", "''=1+1"],
    ["＠SUM(A1)", "'＠SUM(A1)"],
    ["\tx", "'\tx"],
    ["Ann;=1+1", "Ann;'=1+1"],
    ["Ann|'=1+1", "Ann|''=1+1"],
    ['Ann;"=1+1";', 'Ann;"\'=1+1";'],
    ["Ann\t=1+1", "Ann\t'=1+1"],
    ["Ann\n=1+1", "Ann\n'=1+1"],
    ["Ann =1+1", "Ann '=1+1"],
    ["Ann:@SUM(A1)", "Ann:'@SUM(A1)"],
    ["Ann, -Bo", "Ann, '-Bo"],
    ["10:30 - 11:00", "10:30 - 11:00"],
    ["Ann-Bo, x=y", "Ann-Bo, x=y"],
    ["R&D - EMEA; A = B", "R&D - EMEA; A = B"],
    ["O'Neil", "O'Neil"],
    ["'quoted'", "'quoted'"],
    ["", ""],
  ])("%j becomes %j", (cell, safe) => {
    expect(csvText(cell)).toBe(safe);
  });

  it("leaves no formula in 5,000 names, at whatever separator a record is split, and each can be read back", () => {
    fc.assert(
      fc.property(names, (name) => {
        const record = csvRecord([name, "x"]);
        const [[cell]] = parseCsv(byteOrderMark + record) as [[string, string]];
        expect(dangerous).not.toContain(cell[0]);
        for (const separator of [";", "|", "\t"]) {
          const starts = splitAt(record, separator).map((one) => one[0] ?? "");
          // A tab alone begins no formula, and splits a cell only where it is the separator.
          expect(starts.filter((start) => dangerous.includes(start) && start !== "\t")).toEqual([]);
        }
        for (const separator of [" ", ":"]) {
          // A sign alone is no formula.
          const formulas = splitAt(record, separator).filter((one) => /^[=+\-@＝＋－＠][^\s":]/.test(one));
          expect(formulas).toEqual([]);
        }
        expect(csvOriginal(cell)).toBe(name);
      }),
      { numRuns: 5_000 },
    );
  });
});

describe("csvRecord", () => {
  it.each(separators)("puts a cell with %j into quotation marks", (separator) => {
    expect(csvRecord([`Ann${separator}Bo`, "plain", 'say "hi"'])).toBe(
      `"Ann${separator}Bo",plain,"say ""hi"""\r\n`,
    );
  });

  it("quotes what a person typed even where no separator asks for it", () => {
    expect(csvRecord(["1", "Ann", ""], [1, 2])).toBe('1,"Ann",""\r\n');
  });
});

describe("parseCsv", () => {
  it("reads quotes, commas and line ends inside cells", () => {
    expect(parseCsv('a,"b, ""c""\r\nd"\r\n1,2\n')).toEqual([
      ["a", 'b, "c"\r\nd'],
      ["1", "2"],
    ]);
  });

  it("keeps empty cells, also the last one", () => {
    expect(parseCsv("a,,\r\n,b")).toEqual([
      ["a", "", ""],
      ["", "b"],
    ]);
    expect(parseCsv("a,")).toEqual([["a", ""]]);
  });

  it("says in which record a quote is out of place", () => {
    expect(() => parseCsv('a,b\r\nc"d,e\r\n')).toThrow("record 2");
  });
});
