import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byteOrderMark, csvOriginal, csvRecord, csvText, parseCsv } from "./csv";

const dangerous = ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"];

/** Names as people might craft them: a dangerous start more often than not. */
const names = fc
  .tuple(
    fc.constantFrom("", "'", "''", ...dangerous, ...dangerous.map((one) => `'${one}`)),
    fc.string({ unit: "grapheme", maxLength: 20 }),
  )
  .map(([start, rest]) => start + rest);

describe("csvText", () => {
  it.each([
    ["=1+1", "'=1+1"],
    ["'=1+1", "''=1+1"],
    ["＠SUM(A1)", "'＠SUM(A1)"],
    ["\tx", "'\tx"],
    ["O'Neil", "O'Neil"],
    ["'quoted'", "'quoted'"],
    ["", ""],
  ])("%j becomes %j", (cell, safe) => {
    expect(csvText(cell)).toBe(safe);
  });

  it("leaves no dangerous first character in 5,000 names, and every one can be read back", () => {
    fc.assert(
      fc.property(names, (name) => {
        const [[cell]] = parseCsv(byteOrderMark + csvRecord([name, "x"])) as [[string, string]];
        expect(dangerous).not.toContain(cell[0]);
        expect(csvOriginal(cell)).toBe(name);
      }),
      { numRuns: 5_000 },
    );
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
