import { describe, expect, test } from "vitest";
import { countRows } from "@/testkit/count-rows";
import type { FigureRow } from "../publication/row-figures";
import { claimOf, type KindAttribute, type KindCounts, kindsOf, statesToCompare } from "./kinds";

const row = (status: FigureRow["status"], level: number | null = 60): FigureRow => ({
  complete: status !== null,
  status,
  level: status === null ? null : level,
  agreement: status === null ? null : "some",
  dimensionBands: null,
});
const times = (n: number, one: FigureRow): FigureRow[] => Array.from({ length: n }, () => one);
const counts = (attribute: KindAttribute, value: string, rows: FigureRow[]): KindCounts => ({
  attribute,
  value,
  counts: countRows(rows),
});
const find = (kinds: ReturnType<typeof kindsOf>, attribute: KindAttribute, value: string) =>
  kinds.blocks.find((block) => block.attribute === attribute)?.kinds.find((kind) => kind.value === value);

const close = [...times(30, row("multiplying")), ...times(10, row("steady"))];
const apart = [...times(10, row("diverging")), ...times(4, row("steady"))];

describe("kinds of duos", () => {
  const kinds = kindsOf([
    counts("grade", "more", apart),
    counts("grade", "same", close),
    counts("grade", "not-stated", times(6, row("diverging"))),
    counts("line", "yes", [...close, ...apart.slice(0, 7)]),
    counts("line", "no", [...apart.slice(7), ...times(6, row("diverging"))]),
  ]);

  test("are compared with all other stated kinds, beyond chance over the whole page", () => {
    expect(find(kinds, "grade", "more")?.shares.diverging).toMatchObject({
      count: 10,
      others: { count: 0, complete: 40 },
      verdict: "more",
    });
    expect(find(kinds, "grade", "same")?.shares.diverging.verdict).toBe("less");
    expect(find(kinds, "grade", "same")?.shares.multiplying.verdict).toBe("more");
  });
  test("show what nobody stated, and compare it with nothing", () => {
    const { multiplying, diverging } = find(kinds, "grade", "not-stated")!.shares;
    expect([multiplying.verdict, diverging.verdict, diverging.q]).toEqual([null, null, undefined]);
    expect(diverging.interval!.upper).toBe(1);
  });
  test("come in the order of the attributes and of their values", () => {
    expect(kinds.blocks.map(({ attribute }) => attribute)).toEqual(["grade", "line"]);
    expect(kinds.blocks[0]!.kinds.map(({ value }) => value)).toEqual(["same", "more", "not-stated"]);
  });
  test("are adjusted over all cells: further blocks without a difference make a difference less sure", () => {
    const narrow = (attribute: KindAttribute) => [
      counts(attribute, "yes", [...times(6, row("diverging")), ...times(14, row("steady"))]),
      counts(attribute, "no", [...times(1, row("diverging")), ...times(19, row("steady"))]),
    ];
    const q = (rows: KindCounts[]) => find(kindsOf(rows), "line", "yes")!.shares.diverging.q!;
    const even = (["grade", "pair", "tenure", "team", "platform"] as const).flatMap((attribute) => [
      counts(attribute, "same", times(20, row("steady"))),
      counts(attribute, "one", times(20, row("steady"))),
    ]);
    expect(q([...narrow("line"), ...even])).toBeGreaterThan(q(narrow("line")));
  });
});

test("the claim about grades holds, does not, or cannot be told, by what is beyond chance", () => {
  const all = counts("line", "no", times(20, row("steady")));
  const claim = (...found: KindCounts[]) => claimOf(kindsOf([...found, all]).blocks[0]!);
  expect(claim(counts("grade", "same", close), counts("grade", "more", apart))).toBe("holds");
  expect(claim(counts("grade", "same", apart), counts("grade", "more", close))).toBe("contrary");
  expect(claim(counts("grade", "same", close), counts("grade", "more", close))).toBe("open");
  expect(claim(counts("grade", "same", close))).toBe("unknown");
  expect(claim(counts("grade", "not-stated", close))).toBe("unknown");
  // Too few duos for statements.
  const few = kindsOf([
    counts("grade", "same", close.slice(0, 5)),
    counts("grade", "more", apart.slice(0, 5)),
  ]);
  expect(claimOf(few.blocks[0]!)).toBe("unknown");
});

test("no state is told before it begins, unless a duo is in it", () => {
  const steady = kindsOf([counts("line", "no", times(20, row("steady")))]);
  expect(statesToCompare(steady, { states: false, trends: false })).toEqual([]);
  expect(statesToCompare(steady, { states: true, trends: false })).toEqual(["multiplying"]);
  expect(statesToCompare(steady, { states: true, trends: true })).toEqual(["multiplying", "diverging"]);
  expect(statesToCompare(kindsOf([counts("line", "no", apart)]), { states: true, trends: false })).toEqual([
    "multiplying",
    "diverging",
  ]);
});

test("below twenty complete duos nothing is stated", () => {
  const few = kindsOf([
    counts("line", "yes", [...times(9, row("diverging")), row(null)]),
    counts("line", "no", times(10, row("multiplying"))),
  ]);
  expect(few).toMatchObject({ complete: 19, compared: false });
  expect(find(few, "line", "yes")).toMatchObject({ enrolled: 10, complete: 9 });
  expect(find(few, "line", "yes")!.shares.diverging).toMatchObject({ count: 9, verdict: null, q: undefined });
});

test("all duos are counted once, and those of them that are complete", () => {
  const rows = [row("steady"), row("steady"), row(null)];
  expect(kindsOf([counts("line", "yes", rows), counts("platform", "no", rows)])).toMatchObject({
    enrolled: 3,
    complete: 2,
  });
});

test("a single kind has nothing to be compared with", () => {
  const alone = kindsOf([counts("line", "no", close)]);
  expect(find(alone, "line", "no")!.shares.multiplying).toMatchObject({
    verdict: null,
    others: { complete: 0 },
  });
});

test("the median is that of the levels shown", () => {
  const median = (...levels: (number | null)[]) =>
    find(
      kindsOf([
        counts(
          "line",
          "no",
          levels.map((level) => row("steady", level)),
        ),
      ]),
      "line",
      "no",
    )!.medianLevel;
  expect(median(40, 45, 90)).toBe(45);
  expect(median(40, 45)).toBe(42.5);
  expect(median(null)).toBeNull();
});
