import { describe, expect, test } from "vitest";
import { countRows } from "@/testkit/count-rows";
import { cycleFacts, levelOf, pastCycle, reportOn, statesOf, threeCycles } from "@/testkit/reports";
import { type StatusCode, statusCodes } from "../domain/published";
import { dictionary } from "../i18n";
import { formats } from "../i18n/format";
import type { FigureRow } from "../publication/row-figures";
import { type KindCounts, kindsOf } from "./kinds";
import type { PastCycle } from "./overview";
import type { RangeReport } from "./report";
import { type ReportPart, reportSentences, STATEMENTS_SAID } from "./report-sentences";
import type { UnitStates } from "./unit-states";

const language = { words: dictionary("en"), format: formats("en", "UTC") };

const said = (
  part: ReportPart,
  more: Partial<RangeReport> = {},
  cycles: readonly PastCycle[] = threeCycles,
) => reportSentences(reportOn(cycles, more), language)[part];

describe("where a unit stands", () => {
  test("is the last cycle's state and the levels at both ends, which are not called a change", () => {
    expect(said("standing")).toEqual([
      "The last cycle is March 2026. 2 of 10 complete duos multiply their impact. 1 diverges.",
      "The level was 62 over 9 duos, likely between 58 and 66, in January 2026 and 64 over 9 duos, likely between 60 and 68, in March 2026.",
      "Each cycle counts the duos complete in it: they are not the same from one to the next.",
    ]);
  });
  test("begins with how few were heard", () => {
    expect(said("standing", {}, [pastCycle(1, [4, 10])])[0]).toBe(
      "The last cycle is January 2026. Only 4 of 10 duos are complete; what follows is about them. 2 of 4 complete duos multiply their impact. 1 diverges.",
    );
  });
  test("of one duo has no interval, and one cycle a single level", () => {
    expect(
      said("standing", {}, [
        { ...pastCycle(1, [1, 1], levelOf(60)), states: statesOf({ multiplying: 1 }, [1, 1]) },
      ]),
    ).toEqual([
      "The last cycle is January 2026. The one complete duo multiplies its impact.",
      "The level was 60 over 9 duos in January 2026.",
    ]);
  });
  test("tells a private cycle by its own cells, what was withdrawn, unreadable and reorganized", () => {
    const bands: UnitStates = {
      ...(statesOf({}, [20, 22]) as Extract<UnitStates, { hidden: undefined }>),
      states: statusCodes.map((status) => ({ status, value: null, band: "to-20" })),
    };
    const cycles: PastCycle[] = [
      { cycle: cycleFacts(1), states: { hidden: "no-duos" }, level: { kind: "none" } },
      { cycle: cycleFacts(2, "private"), states: bands, level: { kind: "none" } },
      { cycle: cycleFacts(3, "private"), states: { hidden: "too-few" }, level: { kind: "none" } },
      pastCycle(6, [9, 10]),
    ];
    const range = { cycles: cycles.map((one) => one.cycle), withdrawn: [cycleFacts(4), cycleFacts(5)] };
    expect(said("standing", { range, reorganized: new Set(["cycle 6"]) }, cycles).slice(1)).toEqual([
      "February 2026 was run in private mode, so nothing is compared across it. Up to 20% of 20 complete duos multiply their impact. Up to 20% diverge.",
      "March 2026 was run in private mode, so nothing is compared across it. Too few complete duos to show safely. At least five are needed, with six different people.",
      "April 2026 and May 2026 were withdrawn and are left out.",
      "You may read no duo of this unit in January 2026.",
      "The unit was reorganized with June 2026: each cycle counts the duos that belonged to it then.",
    ]);
  });
  test("only names private cycles of which there are many", () => {
    const cycles = [1, 2, 3].map((number) => ({
      ...pastCycle(number, [9, 9]),
      cycle: cycleFacts(number, "private"),
    }));
    expect(said("standing", {}, [...cycles, pastCycle(4, [9, 9])]).slice(1)).toEqual([
      "January 2026, February 2026 and March 2026 were run in private mode, so nothing is compared across them. The overview has their own figures.",
    ]);
  });
  test("names some of many cycles, and says how many more there are", () => {
    const range = (withdrawn: number) => ({
      range: { cycles: [], withdrawn: Array.from({ length: withdrawn }, (_, n) => cycleFacts(n + 1)) },
    });
    expect(said("standing", range(6))).toContain(
      "January 2026, February 2026, March 2026, April 2026, May 2026 and June 2026 were withdrawn and are left out.",
    );
    expect(said("standing", range(7))).toContain(
      "January 2026, February 2026, March 2026, April 2026 and 3 more were withdrawn and are left out.",
    );
  });
  test("says that the last cycle was private", () => {
    const last = { ...pastCycle(2, [9, 9]), cycle: cycleFacts(2, "private") };
    expect(said("standing", {}, [pastCycle(1, [9, 9]), last])).toEqual([
      "The last cycle is February 2026. It was run in private mode: it has figures of whole units alone, and nothing is compared with it. 2 of 9 complete duos multiply their impact. 1 diverges.",
    ]);
  });
  test("says why the last cycle's figures are hidden", () => {
    const hidden: PastCycle = {
      cycle: cycleFacts(1),
      states: { hidden: "no-duos" },
      level: { kind: "none" },
    };
    expect(said("standing", {}, [hidden])).toEqual([
      "The last cycle is January 2026. Its figures are hidden. No duo was enrolled here in this cycle.",
    ]);
  });
});

describe("what changed", () => {
  const moves = [
    { from: "steady", to: "multiplying", count: 3 },
    { from: "multiplying", to: "diverging", count: 1 },
    { from: "strained", to: "steady", count: 2 },
    // Said of answers, and not of the duo.
    { from: "diverging", to: "not-enough-data", count: 5 },
    { from: "not-enough-data", to: "multiplying", count: 5 },
  ] as const;
  const recoveries = [
    { cycles: 1, atLeast: false },
    { cycles: 4, atLeast: true },
  ];
  test("is counted over the duos complete in both cycles of each pair", () => {
    expect(said("changes", { changes: { steps: 2, compared: 18, moves, recoveries } })).toEqual([
      "Compared are 2 pairs of cycles, each over the duos complete in both: 18 comparisons in all.",
      "Duos began to multiply their impact 3 times, and stopped once.",
      "No duo became strained, and duos came out of it twice.",
      "Duos began to diverge once, and none came out of it.",
      "About one in six of the duos shown as diverging has in truth not changed. The other states follow the level: a duo that stays as it is changes between them about 0.7 times a year.",
      "There were 2 recoveries from strained or diverging to steady or multiplying.",
      "In the middle (the median) they took 2.5 cycles, the longest one 4.",
      "Where rows do not reach back to its beginning, a recovery took at least that long.",
    ]);
  });
  test("is nothing where no state changed", () => {
    expect(
      said("changes", { changes: { steps: 1, compared: 1, moves: moves.slice(3), recoveries: [] } }),
    ).toEqual([
      "Compared is the 1 duo complete in both cycles.",
      "No duo entered or left a state. That is information too.",
      "No duo came from strained or diverging to steady or multiplying.",
    ]);
  });
  test("names the two cycles of a longer range that alone are compared", () => {
    const cycles = [
      pastCycle(1, [9, 9]),
      pastCycle(2, [9, 9]),
      { ...pastCycle(3, [9, 9]), cycle: cycleFacts(3, "private") },
    ];
    const range = { cycles: cycles.map((one) => one.cycle), withdrawn: [] };
    const changes = { steps: 1, compared: 9, moves: [], recoveries: [] };
    const [first] = said("changes", { changes, range }, cycles);
    expect(first).toBe("January 2026 and February 2026 are compared, over the 9 duos complete in both.");
  });
  test("says how many diverging duos have not changed only where one can be shown as diverging", () => {
    const changes = { steps: 1, compared: 9, moves: moves.slice(0, 1), recoveries: [] };
    const four = [1, 2, 3, 4].map((number) => pastCycle(number, [9, 10]));
    const text = (past: PastCycle[]) => said("changes", { changes }, past).join(" ");
    expect(text(four.slice(0, 3))).not.toContain("diverging has");
    expect(text(four.slice(0, 3))).toContain("States follow the level");
    expect(text(four)).toContain("About one in six of the duos shown as diverging has");
  });
  test("is nothing yet where the last cycle is the first with states", () => {
    const changes = { steps: 1, compared: 9, moves: moves.slice(4), recoveries: [] };
    expect(said("changes", { changes }, [pastCycle(1, [9, 10]), pastCycle(2, [9, 10])])).toEqual([
      "No two cycles of this report have states, so nothing could change yet.",
    ]);
  });
  test("is not known from one cycle, from none beside another, or from no duo in both", () => {
    expect(said("changes", {}, [pastCycle(1, [9, 10])])).toEqual([
      "One cycle has nothing to be compared with. Choose an earlier first cycle.",
    ]);
    expect(said("changes")).toEqual(["No two cycles in a row show duos, so nothing is compared."]);
    expect(said("changes", { changes: { steps: 2, compared: 0, moves: [], recoveries: [] } })).toEqual([
      "No duo is complete in two cycles in a row, so nothing is compared.",
    ]);
  });
});

test("participation is told at both ends and where it was lowest, and never as a change", () => {
  const hidden: PastCycle = { cycle: cycleFacts(4), states: { hidden: "too-few" }, level: { kind: "none" } };
  expect(said("participation", {}, [...threeCycles, hidden])).toEqual([
    "In January 2026, 9 of 10 duos were complete, which is 90%. In March 2026, 10 of 10 duos were complete, which is 100%.",
    "Fewest were heard in February 2026: 5 of 10 duos, which is 50%.",
    "It is hidden or not yours to read for April 2026.",
  ]);
  expect(said("participation", {}, [pastCycle(1, [1, 1])])).toEqual([
    "In January 2026, 1 of 1 duo was complete, which is 100%.",
  ]);
  expect(said("participation", {}, [hidden])).toEqual(["It is hidden in every cycle of this report."]);
});

describe("kinds", () => {
  const row = (status: StatusCode): FigureRow => ({
    complete: true,
    status,
    level: 60,
    agreement: "some",
    dimensionBands: null,
  });
  const rows = (n: number, status: StatusCode) => Array.from({ length: n }, () => row(status));
  const counts = (attribute: KindCounts["attribute"], value: string, of: FigureRow[]): KindCounts => ({
    attribute,
    value,
    counts: countRows(of),
  });
  test("are stated beyond chance, with what nobody stated named and not compared", () => {
    const kinds = kindsOf([
      counts("grade", "same", rows(20, "multiplying")),
      counts("grade", "more", rows(10, "diverging")),
      counts("team", "not-stated", rows(30, "steady")),
      counts("line", "no", rows(30, "steady")),
    ]);
    const told = said("kinds", { kinds });
    expect(told[0]).toBe("Counted over the 30 complete duos of March 2026.");
    expect(told[1]).toBe("Same grade: multiply more often than the others (20 of 20, against 0 of 10).");
    expect(told).toHaveLength(2 + STATEMENTS_SAID);
    expect(told.at(-1)).toBe("Nobody stated this, so it is not compared: team size.");
    expect(said("kinds", { kinds: kindsOf([counts("line", "no", rows(30, "steady"))]) })).toEqual([
      "Counted over the 30 complete duos of March 2026.",
      "No kind of duo is distinguishable from the others.",
    ]);
  });
  test("of too few duos and of a cycle without rows are not compared", () => {
    expect(said("kinds", { kinds: kindsOf([counts("line", "no", rows(1, "steady"))]) })).toEqual([
      "Counted over the 1 complete duo of March 2026.",
      "Kinds are compared from 20 complete duos on; with fewer, differences are mostly chance.",
    ]);
    // The report begins with it that none is complete.
    expect(said("kinds", { kinds: kindsOf([counts("line", "no", rows(0, "steady"))]) })).toEqual([
      "Kinds are compared from 20 complete duos on; with fewer, differences are mostly chance.",
    ]);
    expect(said("kinds")).toEqual(["Kinds are counted from duos’ rows, and the last cycle shows none."]);
  });
});

test("actions are told by kind, and what became of the duos beside those without one", () => {
  const group = (out: number, followed: number) => ({ out, followed, interval: undefined });
  const actions = {
    duos: 3,
    promised: true,
    kinds: [
      { kind: "roles", count: 1 },
      { kind: "talked", count: 4 },
    ],
  } as const;
  const began = { firstId: "cycle 1", lastId: "cycle 2" };
  const followUp = { began, acted: group(2, 3), others: group(1, 6), verdict: null };
  expect(said("actions", { actions, followUp })).toEqual([
    "During these cycles something was done for 3 duos, as leaders noted: talked with both 4 times and re-cut the roles once.",
    "Followed are the duos that began to diverge from January 2026 to February 2026: what became of them in three cycles after the next close is known by March 2026.",
    "With an action noted before that close, 2 of 3 duos were out of it.",
    "Without one, 1 of 6 duos was out of it.",
    "Nothing can be said with fewer than 5 duos in a group.",
    "What has just become worse tends to get better by itself, so the two groups are compared with each other and never with before.",
  ]);
  // The report is about the last cycle alone.
  const [last] = threeCycles.slice(-1);
  const alone = said("actions", { followUp, range: { cycles: [last!.cycle], withdrawn: [] } });
  expect(alone[1]).toBe("Whether it helped is asked of more cycles than this report is about.");
  const differ = { began, acted: group(9, 9), others: group(0, 9), verdict: "more" } as const;
  expect(said("actions", { followUp: differ }).at(-2)).toMatch(
    /^Duos with an action were out of it more often/,
  );
  const nobody = { began, acted: group(0, 0), others: group(0, 0), verdict: null };
  expect(said("actions", { followUp: nobody })).toEqual([
    "Nothing that leaders noted was done for a duo during these cycles.",
    "No duo that began to diverge can be followed: that takes four more published cycles, and private and withdrawn ones are gaps.",
  ]);
  expect(said("actions", { actions: { ...actions, promised: false } })).toEqual([
    "Nothing could be noted in these cycles: what people were promised before they answered does not name it.",
  ]);
});
