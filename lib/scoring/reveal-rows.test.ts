import { describe, expect, test } from "vitest";
import type { Answers } from "@/lib/instrument/answers";
import { itemsOfClass } from "@/lib/instrument/confidentiality";
import { instrument } from "@/lib/instrument/instrument";
import {
  type BothAnswers,
  byTopic,
  guessOf,
  isWideGap,
  scaleRows as rowsBySide,
  topicOf,
} from "./reveal-rows";

const scaleRows = (answers: BothAnswers) => rowsBySide(answers, { version: instrument, side: "ic" });

const rowsOf = (mine: Answers, theirs: Answers, guesses: Answers = {}) => {
  const { core, block } = scaleRows({ mine, theirs, guesses });
  return [...core, ...block];
};

test("biggest gap first, ties in the order asked", () => {
  const rows = rowsOf({ DQ1: 4, ST1: 2, AL1: 3, CU1: 3 }, { DQ1: 4, ST1: 4, AL1: 4, CU1: 2 });
  expect(rows.map(({ item, gap, band }) => [item, gap, band])).toEqual([
    ["ST1", 50, "biggest"],
    ["AL1", 25, "some"],
    ["CU1", 25, "some"],
    ["DQ1", 0, "same"],
  ]);
});

test("of two wide gaps only the wider one is the biggest, of two equal ones both are", () => {
  expect(rowsOf({ DQ1: 5, ST1: 4 }, { DQ1: 1, ST1: 2 }).map(({ band }) => band)).toEqual(["biggest", "wide"]);
  expect(rowsOf({ DQ1: 5, ST1: 4 }, { DQ1: 3, ST1: 2 }).map(({ band }) => band)).toEqual([
    "biggest",
    "biggest",
  ]);
});

test("one answer apart is never called wide, on three positions either", () => {
  expect(rowsOf({ DQ1: 4, ST1: 3 }, { DQ1: 3, ST1: 3 }).map(({ band }) => band)).toEqual(["some", "same"]);
  expect(rowsOf({ MOM: 1 }, { MOM: 2 }).map(({ gap, band }) => [gap, band])).toEqual([[50, "some"]]);
  expect(rowsOf({ MOM: 1 }, { MOM: 3 }).map(({ band }) => band)).toEqual(["wide"]);
  expect([isWideGap({ mine: 1, theirs: 3 }), isWideGap({ mine: 4, theirs: 3 })]).toEqual([true, false]);
});

test("a question of the block is never the biggest, and does not take that from the core", () => {
  const { core, block } = scaleRows({
    mine: { MEA: 5, DQ1: 4 },
    theirs: { MEA: 1, DQ1: 2 },
    guesses: {},
  });
  expect(block.map(({ item, band }) => [item, band])).toEqual([["MEA", "wide"]]);
  expect(core.map(({ item, band }) => [item, band])).toEqual([["DQ1", "biggest"]]);
});

test("what one gives is compared with what the other gets", () => {
  const rows = rowsOf({ IN1: 2, IN2: 4, HELP: 3 }, { IN1: 2, IN2: 5, GIVE: 3 });
  expect(
    rows.map(({ item, theirItem, mine, theirs, phrase }) => [item, theirItem, mine, theirs, phrase]),
  ).toEqual([
    ["IN1", "IN2", 2, 5, "gets-less"],
    ["IN2", "IN1", 4, 2, "gives-more"],
    ["HELP", "GIVE", 3, 3, "same-middle"],
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
    "same-middle",
    "same-strength",
  ]);
});

describe("private guesses", () => {
  test("stand in the row about what I give, against what my partner says of it", () => {
    const rows = rowsOf({ IN1: 4, IN2: 4 }, { IN1: 2, IN2: 4 }, { IN3: 4, TR2: 5 });
    expect(rows.map(({ item, guess }) => [item, guess])).toEqual([
      ["IN2", { expected: 4, outcome: "higher" }],
      ["IN1", undefined],
    ]);
    expect(rowsOf({ RISK: 1 }, { RISK: 4 }, { RISKP: 4 })[0]?.guess).toEqual({
      expected: 4,
      outcome: "right",
    });
  });

  test("need both a guess and an answer", () => {
    expect(guessOf(2, 4)).toEqual({ expected: 2, outcome: "lower" });
    expect([guessOf("na", 4), guessOf(2, "na"), guessOf(undefined, 4), guessOf(2, undefined)]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("topics", () => {
  test("the one with the widest gap comes first, and its widest question", () => {
    const { core } = scaleRows({
      mine: { DQ1: 3, AL1: 4, AL2: 5, AL3: 3, IN1: 3, IN2: 3, MX1: 4 },
      theirs: { DQ1: 4, AL1: 4, AL2: 2, AL3: 4, IN1: 3, IN2: 3, MX1: 4 },
      guesses: {},
    });
    expect(byTopic(core).map(({ topic, gap, rows }) => [topic, gap, rows.map(({ item }) => item)])).toEqual([
      ["ALIGN", 75, ["AL2", "AL3", "AL1"]],
      ["DISC", 25, ["DQ1"]],
      ["INCL", 0, ["IN1", "IN2"]],
      ["OUTCOME", 0, ["MX1"]],
    ]);
    expect(byTopic([])).toEqual([]);
  });

  test("every shared core question has one, and none is about trust", () => {
    const core = itemsOfClass("S").filter(({ block }) => block === "core");
    const topics = new Set(core.map(({ code }) => topicOf(code) as string));
    expect([...topics].sort()).toEqual(
      ["ALIGN", "CUST", "DISC", "INCL", "INFO", "OUTCOME", "SOUND", "STRAT", "TEAM"].sort(),
    );
  });
});
