import { describe, expect, test } from "vitest";
import { countRows, type FigureRow } from "../publication/row-figures";
import { type KindAttribute, type KindCounts, kindsOf } from "./kinds";

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

test("below twenty complete duos nothing is stated", () => {
  const few = kindsOf([
    counts("line", "yes", [...times(9, row("diverging")), row(null)]),
    counts("line", "no", times(10, row("multiplying"))),
  ]);
  expect(few).toMatchObject({ complete: 19, compared: false });
  expect(find(few, "line", "yes")).toMatchObject({ enrolled: 10, complete: 9 });
  expect(find(few, "line", "yes")!.shares.diverging).toMatchObject({ count: 9, verdict: null, q: undefined });
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
