import { describe, expect, test } from "vitest";
import { countRows } from "@/testkit/count-rows";
import type { StatusCode } from "../domain/published";
import type { FigureRow } from "../publication/row-figures";
import { unitFileColumns } from "./export";
import { type CellRow, type Figure, figureOf, hiddenAlike, readingOf, verdictOf } from "./figures";
import { unitFileCells } from "./unit-file";
import { unitStates } from "./unit-states";
import { comparisonsOf } from "./units";

const scoped = { id: "c", sharingMode: "scoped" } as const;
const secret = { id: "c", sharingMode: "private" } as const;
const at = { unitId: "u", cycle: scoped };

const row = (
  status: StatusCode | null,
  level: number | null,
  disc?: "low" | "middle" | "high",
): FigureRow => ({
  complete: status !== null,
  status,
  level,
  agreement: level === null ? null : "some",
  dimensionBands: disc ? { DISC: disc } : null,
});
const rows = [
  row("steady", 60, "low"),
  row("steady", 70, "high"),
  row("strained", 45, "high"),
  row("not-enough-data", null),
  row(null, null),
];

const cell = (given: Partial<CellRow>): CellRow => ({
  cycleId: "c",
  unitId: "u",
  measure: "dimension:TRUST",
  visible: true,
  hiddenReason: null,
  counted: 12,
  enrolled: 14,
  value: 65,
  low: null,
  high: null,
  verdict: null,
  band: null,
  ...given,
});
const hidden = { visible: false, hiddenReason: "complementary", counted: null, value: null } as const;
const reading = (cells: CellRow[] = [], isPart = false) =>
  readingOf({ counts: [{ unitId: "u", cycleId: "c", counts: countRows(rows) }], cells, isPart });

describe("figures of a scoped cycle", () => {
  test("are counted from rows: a mean of shown levels, bands of those with a band, states of the complete", () => {
    const read = reading();
    expect(figureOf(read, at, "level")).toMatchObject({
      kind: "mean",
      counted: 3,
      enrolled: 5,
      masked: false,
    });
    expect(figureOf(read, at, "level")).toHaveProperty("value", 175 / 3);
    expect(figureOf(read, at, "dimension:DISC")).toEqual({
      kind: "bands",
      bands: { low: 1, middle: 0, high: 2 },
      counted: 3,
      enrolled: 5,
    });
    expect(figureOf(read, at, "status:steady")).toEqual({ kind: "count", value: 2, counted: 4, enrolled: 5 });
    expect(figureOf(read, at, "participation")).toMatchObject({ kind: "percent", value: 80 });
  });
  test("are none where no row has the measure, and never hidden", () => {
    expect(figureOf(reading(), at, "dimension:CUST")).toEqual({ kind: "none" });
    expect(figureOf(reading(), { unitId: "other", cycle: scoped }, "level")).toEqual({ kind: "none" });
    expect(unitStates(reading(), "other", scoped)).toEqual({ hidden: "no-duos" });
  });
  test("say nothing by side and of one voice", () => {
    const leaked = [
      cell({ measure: "one-voice", value: 40 }),
      cell({ measure: "participation:ic", value: 90 }),
    ];
    expect(figureOf(reading(leaked), at, "one-voice")).toEqual({ kind: "none" });
    expect(figureOf(reading(leaked), at, "participation:ic")).toEqual({ kind: "none" });
  });
  test("take Trust, watch and the comparison with the company from masked cells alone", () => {
    const read = reading([
      cell({}),
      cell({ measure: "watch", value: null, band: "to-20", counted: 9 }),
      cell({ measure: "verdict:level", value: null, verdict: "above" }),
      cell({ measure: "level", value: 30 }),
    ]);
    expect(figureOf(read, at, "dimension:TRUST")).toMatchObject({ kind: "mean", value: 65, masked: true });
    expect(unitStates(read, "u", scoped)).toMatchObject({
      watch: { kind: "share", band: "to-20", counted: 9 },
    });
    expect(verdictOf(read, at, "level")).toBe("above");
    expect(figureOf(read, at, "level")).not.toHaveProperty("value", 30);
  });
});

describe("a masked figure that is missing", () => {
  test("says why it is hidden", () => {
    expect(figureOf(reading([cell(hidden)]), at, "dimension:TRUST")).toEqual({
      kind: "hidden",
      why: "complementary",
    });
  });
  test("is not readable for who has no cell, and not offered by kind of pair", () => {
    expect(figureOf(reading(), at, "watch")).toEqual({ kind: "hidden", why: "not-readable" });
    expect(figureOf(reading([], true), at, "watch")).toEqual({ kind: "hidden", why: "not-offered" });
    expect(verdictOf(reading(), at, "level")).toBeNull();
  });
});

test("in a private cycle every figure is masked, whatever rows there were", () => {
  const states = unitStates(
    reading([cell({ measure: "status:multiplying", value: null, band: "to-50" })]),
    "u",
    secret,
  );
  expect(states).toMatchObject({ counted: 12, enrolled: 14 });
  expect(unitStates(reading([cell({ ...hidden, measure: "status:multiplying" })]), "u", secret)).toEqual({
    hidden: "complementary",
  });
  expect(figureOf(reading(), { unitId: "u", cycle: secret }, "level")).toMatchObject({ kind: "hidden" });
});

test("watch that no duo can have yet has not begun, whatever hides it; nothing else is said to", () => {
  const few = (measure: CellRow["measure"], cycleId: string, why: CellRow["hiddenReason"] = "too-few") =>
    cell({ ...hidden, measure, cycleId, hiddenReason: why });
  const cells = [few("watch", "c"), few("watch", "d"), few("kept", "c")];
  const whyOf = (measure: CellRow["measure"], id: string, given = cells) =>
    figureOf(
      readingOf({ counts: [], cells: given, isPart: false, early: ["c"] }),
      { unitId: "u", cycle: { id, sharingMode: "scoped" } },
      measure,
    );
  expect(whyOf("watch", "c")).toEqual({ kind: "hidden", why: "not-begun" });
  expect(whyOf("watch", "d")).toEqual({ kind: "hidden", why: "too-few" });
  expect(whyOf("kept", "c")).toEqual({ kind: "hidden", why: "too-few" });
  const masked = (why: CellRow["hiddenReason"]) => [few("watch", "c", why)];
  expect(whyOf("watch", "c", masked("complementary"))).toEqual({ kind: "hidden", why: "not-begun" });
  expect(whyOf("watch", "c", masked("no-duos"))).toEqual({ kind: "hidden", why: "no-duos" });
});

test("figures hidden for one reason are said to be so at once", () => {
  const few: Figure = { kind: "hidden", why: "too-few" };
  expect(hiddenAlike([few, few])).toBe("too-few");
  expect(hiddenAlike([few, { kind: "hidden", why: "complementary" }])).toBeUndefined();
  expect(hiddenAlike([few, { kind: "none" }])).toBeUndefined();
  expect(hiddenAlike([])).toBeUndefined();
});

describe("beside its parent", () => {
  const level = (unitId: string, given: Partial<CellRow>) => cell({ unitId, measure: "level", ...given });
  const compare = (part: number, counted: number) =>
    comparisonsOf(
      readingOf({
        counts: [],
        cells: [
          level("u", { value: part, counted }),
          level("p", { value: 60, low: 57, high: 63, counted: 41 }),
        ],
        isPart: false,
      }),
      { unitId: "u", cycle: secret },
      "p",
    )[0]!.withParent;
  // 10 of 41 duos: 3 · √(41/10 − 1) = 5.3 points, and 3 for rounding to 5 and to whole points.
  test("a coarse mean differs only beyond what its rounding explains", () => {
    expect(compare(65, 10)).toBe("not-distinguishable");
    expect(compare(70, 10)).toBe("above");
    expect(compare(50, 10)).toBe("below");
  });
});

test("a file has the figures of the screen, rounded alike, each kind in its columns", () => {
  const cellsOf = (figure: Parameters<typeof unitFileCells>[0]["figure"], measure = "level" as const) => {
    const cells = unitFileCells({
      cycle: { number: 3, opensAt: new Date("2026-03-05T09:00:00.123Z"), instrumentVersion: "1.1.0" },
      unit: { id: "u", label: "=Unit" },
      measure,
      asked: { question: "", answer: "" },
      pairType: "all",
      only: [
        ["line", "yes"],
        ["team", "to-5"],
      ],
      figure,
      verdict: "below",
    });
    return Object.fromEntries(unitFileColumns.map((column, index) => [column, cells[index]]));
  };
  expect(
    cellsOf({ kind: "mean", value: 62.5, low: 0, high: null, masked: false, counted: 3, enrolled: 4 }),
  ).toMatchObject({
    cycle: "3",
    only_duos_with: "line=yes team=to-5",
    cycle_opened_at: "2026-03-05T09:00:00Z",
    questions_version: "1.1.0",
    unit: "=Unit",
    value: "62",
    low: "0",
    high: "",
    verdict: "below",
    duos_counted: "3",
    duos_enrolled: "4",
    hidden_because: "",
  });
  const bands = { low: 0, middle: 2, high: 1 };
  expect(cellsOf({ kind: "bands", bands, counted: 3, enrolled: 4 })).toMatchObject({
    value: "",
    duos_low: "0",
    duos_middle: "2",
    duos_high: "1",
  });
  // Wilson's interval of five in ten runs from 23.66 to 76.34 percent.
  expect(cellsOf({ kind: "count", value: 5, counted: 10, enrolled: 12 })).toMatchObject({
    value: "5",
    low: "24",
    high: "76",
    duos_counted: "10",
  });
  expect(cellsOf({ kind: "count", value: 0, counted: 0, enrolled: 2 })).toMatchObject({
    value: "0",
    low: "",
  });
  expect(cellsOf({ kind: "hidden", why: "too-few" })).toMatchObject({ value: "", hidden_because: "too-few" });
});
