import { describe, expect, test } from "vitest";
import { decodeText } from "./decode";
import { readLines } from "./read-lines";
import { readRows } from "./rows";
import { readPath, writePath } from "./unit-path";

const utf8 = (text: string) => new TextEncoder().encode(text);
const read = (...texts: (string | Uint8Array)[]) =>
  readLines(texts.map((text) => ({ name: "x.csv", bytes: typeof text === "string" ? utf8(text) : text })));
const codes = (text: string | Uint8Array) =>
  read(text).problems.map(({ code, line, value }) => [code, line, value]);

describe("encodings", () => {
  const text = "person_id,name,email\r\n1,Zoë Müller,zoe@example.test\r\n";
  const utf16 = (order: "le" | "be", mark: boolean) => {
    const bytes = Buffer.from(`${mark ? "\ufeff" : ""}${text}`, "utf16le");
    return new Uint8Array(order === "be" ? bytes.swap16() : bytes);
  };

  test.each<[string, Uint8Array]>([
    ["UTF-8", utf8(text)],
    ["UTF-8 with a byte order mark", utf8(`\ufeff${text}`)],
    ["UTF-16 LE with a mark", utf16("le", true)],
    ["UTF-16 BE with a mark", utf16("be", true)],
    ["UTF-16 LE without", utf16("le", false)],
    ["UTF-16 BE without", utf16("be", false)],
    ["Windows-1252", new Uint8Array(Buffer.from(text, "latin1"))],
  ])("%s is read", (_, bytes) => {
    const { lines, problems } = read(bytes);
    expect(problems).toEqual([]);
    expect(lines.map(({ cells }) => cells.name)).toEqual(["Zoë Müller"]);
  });

  test("signs that only Windows-1252 has are kept, also far into a file", () => {
    const far = `${"a".repeat(600_000)}\n`;
    const bytes = new Uint8Array([...utf8(far), 0x93, 0x61, 0x94, 0x20, 0x80]);
    expect(decodeText(bytes)?.slice(-5)).toBe("“a” €");
  });

  test("a picture is no text", () => {
    expect(codes(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 0, 0, 0, 2]))).toEqual([
      ["not-text", 1, undefined],
    ]);
  });

  test.each([[[0x50, 0x4b, 0x03, 0x04, 0x14, 0]], [[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]]])(
    "a workbook is named as such: %j",
    (start) => {
      expect(codes(new Uint8Array([...start, 0, 0, 8, 0]))).toEqual([["workbook", 1, undefined]]);
    },
  );

  test("a NUL in plain lines is told with its line, wherever it is", () => {
    expect(codes("person_id,name\n1,Ada\n2,B\0o\n")).toEqual([["unreadable", 3, undefined]]);
    expect(codes(`person_id,name\n${"1,Ada\n".repeat(40)}2,B\0o\n`)).toEqual([["unreadable", 42, undefined]]);
    expect(codes("person_\0id,name\n1,Ada\n")).toEqual([["unreadable", 1, undefined]]);
    expect(codes("\0".repeat(200))).toEqual([["unreadable", 1, undefined]]);
    expect(codes("\0\0person_id,name\n1,Ada\n")).toEqual([["unreadable", 1, undefined]]);
  });
});

describe("separators, quotes and headers", () => {
  test.each([",", ";", "\t", "|"])("%j separates cells", (separator) => {
    const text = [
      ["Person ID", "E-Mail", "Name"],
      ["1", "a@example.test", "Ada"],
    ].map((row) => row.join(separator));
    const { lines, problems } = read(text.join("\n"));
    expect(problems).toEqual([]);
    expect(lines[0]).toMatchObject({ kind: "person", line: 2, cells: { person_id: "1", name: "Ada" } });
  });

  test("quotes keep separators, quotes and line ends in a cell, and lines are counted in the file", () => {
    const { lines } = read(
      'person_id,name,email\r\n1,"Doe, ""J""",a@example.test\r\n\r\n2,B,b@example.test\r\n',
    );
    expect(lines.map(({ line, cells }) => [line, cells.name])).toEqual([
      [2, 'Doe, "J"'],
      [4, "B"],
    ]);
  });

  test.each(["sep=;\n", "sep=;\r\n", '\ufeff"sep=;"\r\n'])(
    "the first line %j says what separates",
    (first) => {
      const { lines, problems } = read(`${first}person_id;name,x;email\n1;Doe, J;a@b.test\n`);
      expect(problems.map(({ code, value }) => [code, value])).toEqual([["unknown-column", "name,x"]]);
      expect(lines).toMatchObject([{ line: 3, cells: { person_id: "1", email: "a@b.test" } }]);
    },
  );

  test("quotes within cells between tabs are text, and a quoted cell is one still", () => {
    const cells = ['Ann "Annie" Lee', '"Annie" Lee', '"Ann\nLee"', '"Ann ""Annie"" Lee"', 'Ann 6"'];
    const rows = cells.map((name, at) => `X${at}\t${name}\tx${at}@b.test`);
    const { lines, problems } = read(["person_id\tname\temail", ...rows].join("\n"));
    expect(problems).toEqual([]);
    expect(lines.map(({ cells: { name } }) => name)).toEqual([
      'Ann "Annie" Lee',
      '"Annie" Lee',
      "Ann\nLee",
      'Ann "Annie" Lee',
      'Ann 6"',
    ]);
  });

  test.each([
    ["nothing after it closes it", '3,"Cy,c@b.test\n4,Di,d@b.test\n5,Ed,e@b.test\n', 5],
    ["the next quote is another cell's", '3,"Cy,c@b.test\n4,"Di",d@b.test\n5,Ed,e@b.test\n', 5],
  ])("an open quote is told at the line that it opens in: %s", (_, rest, line) => {
    expect(codes(`person_id,name,email\n1,"A\nB",a@b.test\n\n${rest}`)).toEqual([
      ["broken-quote", line, undefined],
    ]);
  });

  test("what stands beyond the last column is told", () => {
    expect(codes("person_id,name,email\n1,Doe, Jo,a@b.test,\n")).toEqual([["too-many-cells", 2, "a@b.test"]]);
  });

  test("a formula that an export defused is the text again", () => {
    expect(read("person_id,name,email\n1,'=cmd,a@example.test\n").lines[0]?.cells.name).toBe("=cmd");
  });

  test("a column given twice, in whatever spelling, is refused", () => {
    expect(codes("person_id,email,E-Mail,name\n1,a@b.test,a@b.test,Ada\n")).toEqual([
      ["duplicate-column", 1, "E-Mail"],
    ]);
  });

  test("an unknown column is told and left out", () => {
    const { lines, problems } = read("person_id,email,name,Salary\n1,a@b.test,Ada,9000\n");
    expect(problems).toEqual([expect.objectContaining({ code: "unknown-column", value: "Salary" })]);
    expect(lines[0]?.cells).toEqual({ person_id: "1", email: "a@b.test", name: "Ada" });
  });

  test("another product's export is refused as such", () => {
    expect(codes("Issue key,Summary,Assignee\nA-1,Broken,ada\n")).toEqual([
      ["no-known-columns", 1, "Issue key, Summary, Assignee"],
    ]);
    // Also where some of its columns are called like ours, and then which are not.
    expect(codes("Employee #,Name,Email,Job title\n1,Ada,a@b.test,Tech lead\n")).toEqual([
      ["missing-columns", 1, "person_id"],
      ["unknown-column", 1, "Employee #"],
      ["unknown-column", 1, "Job title"],
    ]);
  });

  test.each<[string, string, string]>([
    ["nothing", "", "empty"],
    ["blank lines", "\n \n\r\n", "empty"],
    ["a header alone", "person_id,name,email\n", "empty"],
    ["no id", "name,email\nAda,a@b.test\n", "missing-columns"],
    ["an unknown kind of record", "record,person_id\nrobot,1\n", "unknown-record"],
    ["more cells than columns", "person_id,name,email\n1,Ada,a@b.test,more\n", "too-many-cells"],
    ["a quote in the middle", 'person_id,name,email\n1,A"da,a@b.test\n', "broken-quote"],
    ["two quotes in the middle", 'person_id,name,email\n1,A"d"a,a@b.test\n', "broken-quote"],
    ["one long line", "x".repeat(300_000), "line-too-long"],
    ["a cell of 10,000 units", `unit\nA\n${Array(10_000).fill("Unit one").join(" / ")}\n`, "line-too-long"],
    [
      "a quote that never ends",
      `person_id,name,email\n1,"Ada,a@b.test\n${"x\n".repeat(50_000)}`,
      "broken-quote",
    ],
  ])("%s is a problem with its line", (_, text, code) => {
    expect(read(text).problems.map((problem) => problem.code)).toEqual([code]);
  });

  test.each([
    ["a quote in the middle", 'A"da'],
    ["text after a quote", '"Ann" Lee'],
    ["a quote that stays open", '"Ada'],
  ])("a line that is broken costs no other line: %s", (_, name) => {
    const whole = ["2,Bo,b@b.test", '3,"Cy\nDee",c@b.test'];
    const broken = `1,${name},a@b.test`;
    const { lines, problems } = read(
      ["person_id,name,email", broken, ...whole, "", broken, ...whole].join("\r\n"),
    );
    expect(problems).toEqual([2, 7].map((line) => ({ code: "broken-quote", file: 1, line })));
    expect(lines.map(({ cells, line }) => [cells.person_id, line])).toEqual([
      ["2", 3],
      ["3", 5],
      ["2", 8],
      ["3", 10],
    ]);
  });

  test("one file may hold all kinds, or each its own", () => {
    const one = read(
      "record,unit,person_id,name,email,ic_id,manager_id\nunit,A,,,,,\nperson,,1,Ada,a@b.test,,\nduo,A,,,,1,2\nleader,A,1,,,,\n",
    );
    expect(one.lines.map(({ kind }) => kind)).toEqual(["unit", "person", "duo", "leader"]);
    const four = read(
      "unit\nA\n",
      "person_id,name,email\n1,Ada,a@b.test\n",
      "ic_id,manager_id,unit\n1,2,A\n",
      "person_id,unit\n1,A\n",
    );
    expect(four.lines.map(({ kind, file, line }) => [kind, file, line])).toEqual([
      ["unit", 1, 2],
      ["person", 2, 2],
      ["duo", 3, 2],
      ["leader", 4, 2],
    ]);
  });

  test("100,000 lines are taken and one more is not", () => {
    const text = (count: number) => `unit\n${"A\n".repeat(count)}`;
    expect(read(text(100_000)).problems).toEqual([]);
    expect(codes(text(100_001))).toEqual([["too-many-lines", 1, "100001"]]);
  });
});

describe("cells", () => {
  const duo = (cells: Record<string, string>) => {
    const all: Record<string, string> = { ic_id: "1", manager_id: "2", unit: "A", ...cells };
    const text = `${Object.keys(all).join(";")}\n${Object.values(all).join(";")}\n`;
    return readRows(read(text).lines);
  };

  test.each<[string, string, unknown]>([
    ["ic_grade", "7", 7],
    ["ic_grade", "7,0", 7],
    ["manager_grade", "7.00", 7],
    ["team_size", "", null],
    ["started_on", "2026-02-28", "2026-02-28"],
    ["started_on", "28.2.2026", "2026-02-28"],
    ["ended_on", "", null],
    ["paused", "Yes", true],
    ["line_manager", "0", false],
    ["pair_type", "CTO-VP", "cto-vp"],
  ])("%s %j is understood", (column, cell, value) => {
    const { duo: rows, problems } = duo({ [column]: cell });
    expect(problems).toEqual([]);
    expect(Object.values(rows[0]!)).toContainEqual(value);
  });

  test.each<[string, string, string]>([
    ["ic_grade", "7,5", "whole-number"],
    ["ic_grade", "-1", "whole-number"],
    ["team_size", "many", "whole-number"],
    ["started_on", "02/03/2026", "date"],
    ["started_on", "2026-02-30", "date"],
    ["ended_on", "soon", "date"],
    ["paused", "perhaps", "yes-no"],
    ["pair_type", "friends", "pair-type"],
    ["unit", "A / / B", "path"],
    ["duo", "x".repeat(201), "too-long"],
    ["duo", "🙂".repeat(201), "too-long"],
    ["duo", "\u200b\u2060", "invisible"],
    ["unit", "A / \u2060", "invisible"],
    ["ic_id", "", "required"],
  ])("%s %j is a problem at its cell, and the line gives no row", (column, cell, code) => {
    const { duo: rows, problems } = duo({ [column]: cell });
    expect(rows).toEqual([]);
    expect(problems).toEqual([expect.objectContaining({ code, column, line: 2, file: 1 })]);
  });

  test.each<[string, string, string]>([
    ["email", "ada＠example.test", "address"],
    ["email", "ada", "address"],
    ["time_zone", "Mars/Olympus", "time-zone"],
    ["time_zone", "+05:30", "time-zone"],
    ["time_zone", "Etc/GMT+14", "time-zone"],
    ["person_id", "moving 00000000-0000-4000-8000-0000000000e1", "id-reserved"],
    ["language", "English", "language"],
    ["name", "A\u0007da", "unreadable"],
  ])("of a person, %s %j is a problem", (column, cell, code) => {
    const all: Record<string, string> = { person_id: "1", name: "Ada", email: "a@b.test", [column]: cell };
    const { problems } = readRows(
      read(`${Object.keys(all).join(",")}\n${Object.values(all).join(",")}\n`).lines,
    );
    expect(problems).toEqual([expect.objectContaining({ code, column })]);
  });

  test.each([
    ["language", "EN", { language: "en" }],
    ["language", "pt_br", { language: "pt-BR" }],
    ["name", "Zoe\u0308", { name: "Zo\u00eb" }],
    ["name", "\u00a0Ada\u202fLovelace\u00a0", { name: "Ada Lovelace" }],
    ["time_zone", "\u00a0", { timeZone: null }],
    ["time_zone", "Japan", { timeZone: "Asia/Tokyo" }],
    ["time_zone", "Europe/Paris ", { timeZone: "Europe/Paris" }],
  ])("of a person, %s %j is read in its usual spelling", (column, cell, usual) => {
    const all: Record<string, string> = { person_id: "1", name: "Ada", email: "a@b.test", [column]: cell };
    const { person } = readRows(
      read(`${Object.keys(all).join(",")}\n${Object.values(all).join(",")}\n`).lines,
    );
    expect(person).toEqual([expect.objectContaining(usual)]);
  });

  test.each([[["A", "B"]], [["A/B", "C\\D", "\\/"]], [["A\\"]], [["A\\", "B"]]])(
    "the path %j is read as it is written",
    (names) => {
      expect(readPath(writePath(names))).toEqual(names);
    },
  );
});
