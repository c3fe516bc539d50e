import { describe, expect, test } from "vitest";
import type { Answers } from "@/lib/instrument/answers";
import { instrument, optionsOf } from "@/lib/instrument/instrument";
import { reveal } from "./reveal";

const rowsOf = (mine: Answers, theirs: Answers) => reveal("ic", mine, theirs).rows;

test("biggest gap first, ties in the order asked", () => {
  const rows = rowsOf({ DQ1: 4, ST1: 2, AL1: 3, CU1: 3 }, { DQ1: 4, ST1: 4, AL1: 4, CU1: 2 });
  expect(rows.map(({ item, gap, band }) => [item, gap, band])).toEqual([
    ["ST1", 50, "biggest"],
    ["AL1", 25, "some"],
    ["CU1", 25, "some"],
    ["DQ1", 0, "same"],
  ]);
});

test("of two wide gaps only the wider one is the biggest", () => {
  expect(rowsOf({ DQ1: 5, ST1: 4 }, { DQ1: 1, ST1: 2 }).map(({ band }) => band)).toEqual(["biggest", "some"]);
});

test("one answer apart is never called the biggest gap", () => {
  expect(rowsOf({ DQ1: 4, ST1: 3 }, { DQ1: 3, ST1: 3 }).map(({ band }) => band)).toEqual(["some", "same"]);
});

test("what one gives is compared with what the other gets", () => {
  const rows = rowsOf({ IN1: 2, IN2: 4, HELP: 3 }, { IN1: 2, IN2: 5, GIVE: 3 });
  expect(
    rows.map(({ item, theirItem, mine, theirs, phrase }) => [item, theirItem, mine, theirs, phrase]),
  ).toEqual([
    ["IN1", "IN2", 2, 5, "gets-less"],
    ["IN2", "IN1", 4, 2, "gives-more"],
    ["HELP", "GIVE", 3, 3, "same"],
  ]);
  const others = rowsOf({ IN1: 5, IN2: 2 }, { IN1: 4, IN2: 2 });
  expect(others.map(({ item, phrase }) => [item, phrase])).toEqual([
    ["IN1", "gets-more"],
    ["IN2", "gives-less"],
  ]);
});

test("the sentence follows the meaning of the scale, not its direction", () => {
  const phrases = (mine: Answers, theirs: Answers) => rowsOf(mine, theirs).map(({ phrase }) => phrase);
  expect(phrases({ TI1: 1 }, { TI1: 1 })).toEqual(["same-strength"]);
  expect(phrases({ TI1: 5 }, { TI1: 5 })).toEqual(["same-concern"]);
  expect(phrases({ OT1: 3 }, { OT1: 4 })).toEqual(["both-well"]);
  expect(phrases({ OT1: 3 }, { OT1: 1 })).toEqual(["both-concern"]);
  expect(phrases({ OT1: 2 }, { OT1: 4 })).toEqual(["apart"]);
  expect(phrases({ RNOW: 2 }, { RNOW: 4 })).toEqual(["differ"]);
  expect(phrases({ RNOW: 3 }, { RNOW: 3 })).toEqual(["same"]);
  expect([2, 3, 4].flatMap((answer) => phrases({ DQ1: answer }, { DQ1: answer }))).toEqual([
    "same-concern",
    "same",
    "same-strength",
  ]);
});

test("only what both answered", () => {
  expect(rowsOf({ DQ1: 4, ST1: "na", AL1: 2 }, { DQ1: "na", ST1: 3 })).toEqual([]);
  expect(
    reveal(
      "ic",
      { ALLOC: "na", MAP: "na", ARC: "na" },
      { ALLOC: { product: 100 }, MAP: {}, ARC: ["solver"] },
    ),
  ).toEqual({
    rows: [],
    allocation: undefined,
    ownership: [],
    choices: [],
  });
});

test("a choice that only one partner made, and an answer of another form than its item's, are left out", () => {
  expect(reveal("ic", { ARC: ["solver"], DQ1: "a" }, { ARC: "na", DQ1: "b" })).toEqual({
    rows: [],
    allocation: undefined,
    ownership: [],
    choices: [],
  });
});

test("items that are not shared are left out", () => {
  const everything = Object.fromEntries(
    instrument.items.map((item) => {
      const value = optionsOf(item)[0]!.value;
      if (item.type === "allocation") return [item.code, { product: 100 }];
      if (item.type === "map") return [item.code, { who: "ic" }];
      return [item.code, item.max_choices ? [value] : value];
    }),
  ) as Answers;
  const seen = reveal("manager", everything, everything);
  const codes = [
    ...seen.rows.flatMap(({ item, theirItem }) => [item, theirItem]),
    ...seen.choices.map(({ item }) => item),
  ];
  expect(codes).toHaveLength(2 * 24 + 1);
  for (const hidden of "DQ2 OT2 TI2 IND PEER COACH ANSW TR1 IN3 TR2 ARCP RISKP".split(" ")) {
    expect(codes).not.toContain(hidden);
  }
});

describe("reveal comparisons", () => {
  test("allocation: points to move and both views of each option", () => {
    const { allocation } = reveal("ic", { ALLOC: { product: 60, debt: 40 } }, { ALLOC: { product: 100 } });
    expect(allocation?.pointsToMove).toBe(40);
    expect(allocation?.options.map(({ code, mine, theirs }) => [code, mine, theirs])).toEqual([
      ["product", 60, 100],
      ["support", 0, 0],
      ["debt", 40, 0],
      ["technology", 0, 0],
      ["people", 0, 0],
      ["organisation", 0, 0],
    ]);
  });

  test("ownership: the verdict is the same for both readers, and rows are in the instrument's order", () => {
    const ic = { MAP: { what: "ic", who: "ic", why: "unclear", how: "manager" } };
    const manager = { MAP: { who: "manager", what: "ic", why: "other", how: "ic", when: "ic" } };
    const asIc = reveal("ic", ic, manager).ownership;
    expect(asIc.map(({ row, verdict }) => [row, verdict])).toEqual([
      ["who", "double-claim"],
      ["what", "agreed"],
      ["how", "orphan"],
      ["why", "unclear"],
    ]);
    expect(reveal("manager", manager, ic).ownership).toEqual(
      asIc.map(({ mine, theirs, ...row }) => ({ ...row, mine: theirs, theirs: mine })),
    );
  });

  test("choices keep their order", () => {
    expect(reveal("ic", { ARC: ["solver", "explorer"] }, { ARC: ["architect"] }).choices).toEqual([
      { item: "ARC", mine: ["solver", "explorer"], theirs: ["architect"] },
    ]);
  });
});
