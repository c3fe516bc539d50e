import { describe, expect, test } from "vitest";
import type { Answers, Side } from "@/lib/instrument/answers";
import { instrument, optionsOf } from "@/lib/instrument/instrument";
import { usualOwner } from "./ownership";
import { reveal as compare } from "./reveal";

const reveal = (side: Side, mine: Answers, theirs: Answers, guesses: Answers = {}) =>
  compare({ mine, theirs, guesses }, { version: instrument, side });
const nothing = {
  topics: [],
  broughtIn: undefined,
  block: [],
  allocation: undefined,
  ownership: [],
  choices: [],
  answeredByOne: [],
};

test("only what both answered", () => {
  const one = ["DQ1", "ST1", "IN1", "AL1"];
  expect(reveal("ic", { DQ1: 4, ST1: "na", AL1: 2, IN1: 3 }, { DQ1: "na", ST1: 3, IN1: "na" })).toEqual({
    ...nothing,
    answeredByOne: one,
  });
  // What one gives the other gets: both answered about HELP. What a person says of themselves is asked once for all duos.
  expect(reveal("ic", { HELP: 4, RISK: 2 }, { GIVE: 2, RISK: "na" }).answeredByOne).toEqual([]);
  expect(
    reveal(
      "ic",
      { ALLOC: "na", MAP: "na", ARC: "na" },
      { ALLOC: { product: 100 }, MAP: {}, ARC: ["solver"] },
    ),
  ).toEqual(nothing);
});

test("a choice that only one partner made, and an answer of another form than its item's, are left out", () => {
  expect(reveal("ic", { ARC: ["solver"], DQ1: "a" }, { ARC: "na", DQ1: "b" })).toEqual(nothing);
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
    ...[...seen.topics.flatMap(({ rows }) => rows), ...seen.block].flatMap(({ item, theirItem }) => [
      item,
      theirItem,
    ]),
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
      { item: "ARC", mine: ["solver", "explorer"], theirs: ["architect"], guess: [] },
    ]);
  });

  test("a choice shows what the reader expected of the other", () => {
    const { choices } = reveal("ic", { ARC: ["solver"] }, { ARC: ["architect"] }, { ARCP: "explorer" });
    expect(choices.map(({ guess }) => guess)).toEqual([["explorer"]]);
  });

  test("how each is brought in, by their own account", () => {
    expect(reveal("manager", { IN1: 2 }, { IN1: 4 }).broughtIn).toEqual({ mine: 2, theirs: 4 });
    expect(reveal("manager", { IN1: 2 }, {}).broughtIn).toBeUndefined();
  });

  test("who often owns an area", () => {
    const rows = ["who", "when", "what", "how", "why", "priorities", "ways", "impact"];
    const usual = rows.map((row) => usualOwner(row, false));
    expect(usual).toEqual(["manager", "manager", "ic", "ic", "other", "both", "both", "both"]);
    expect(rows.map((row) => usualOwner(row, true))).toEqual(usual.with(4, "ic"));
  });
});
