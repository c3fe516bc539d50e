import { describe, expect, it } from "vitest";
import type { CycleState } from "../domain/cycles";
import type { CycleRow } from "../engine/duo-row";
import { completeRow, type HistoryCycle, incompleteRow, type PreviousRow, shownLevel } from "./duo-row";
import type { RowBands } from "./row-bands";

const history = [1, 2, 3, 4].map((number) => ({
  id: `cycle-${number}`,
  opensOn: `2026-0${number}-02`,
  state: "published" as CycleState,
}));
const bands: RowBands = { agreement: "high", dimensions: { DISC: "high" } };

const flags = {
  declining: false,
  apart: false,
  low: false,
  split: false,
  oneSide: false,
  multiplying: false,
};

const engineRow = (row: Partial<CycleRow>): CycleRow => ({
  duoId: "duo",
  status: "steady",
  reason: null,
  sinceCycle: null,
  sinceInterval: null,
  level: 62.4,
  levelSd: 4,
  gap: 3,
  gapSd: 6,
  probabilities: null,
  testable: true,
  lnEvidence: { declining: -1, apart: -1 },
  z: { declining: 0, apart: 0 },
  gapNow: 0,
  size: { declining: null, apart: null },
  watch: { declining: false, apart: false },
  flags,
  since: { declining: null, apart: null },
  intervals: { declining: null, apart: null },
  ...row,
});
const earlier = (row: Partial<PreviousRow> = {}): PreviousRow => ({
  cycleId: "cycle-3",
  position: 3,
  status: "steady",
  statusCycles: 2,
  sinceCycleId: "cycle-2",
  sinceOn: "2026-02-02",
  level: 65,
  agreement: "low",
  dimensionBands: { DISC: "low" },
  ...row,
});
const row = (engine: Partial<CycleRow>, previous?: PreviousRow, cycles: readonly HistoryCycle[] = history) =>
  completeRow({ verdict: engineRow(engine), bands, previous, history: cycles });

describe("the row of a complete duo", () => {
  it("shows the level to five points and the band of what is shown", () => {
    expect(row({ level: 68 })).toMatchObject({ complete: true, level: 70, levelBand: "high" });
    expect(row({ level: null })).toMatchObject({ level: null, levelBand: null });
  });
  it("says neither level nor bands nor who is missing where there is not enough data", () => {
    expect(row({ status: "not-enough-data", reason: "one-voice" })).toMatchObject({
      status: "not-enough-data",
      reason: "",
      level: null,
      levelBand: null,
      agreement: null,
      dimensionBands: null,
    });
  });
  it("gives the reason of a status that has one", () => {
    expect(row({ status: "strained", reason: "low+split" }).reason).toBe("low+split");
  });
  it("counts on while a status lasts, cycles without an answer included", () => {
    expect(row({}, earlier())).toMatchObject({
      statusCycles: 3,
      sinceCycleId: "cycle-2",
      sinceOn: "2026-02-02",
      previousStatus: "steady",
      previousLevel: 65,
    });
    expect(row({}, earlier({ position: 2, statusCycles: 1 })).statusCycles).toBe(3);
  });
  it("starts anew with another status, and without an earlier row", () => {
    const anew = { statusCycles: 1, sinceCycleId: "cycle-4", sinceOn: "2026-04-02" };
    expect(row({}, earlier({ status: "strained" }))).toMatchObject({ ...anew, previousStatus: "strained" });
    expect(row({})).toMatchObject({ ...anew, previousStatus: null, previousLevel: null });
  });
  it("dates a trend back to where the engine found it to set in", () => {
    const trend = { status: "diverging", reason: "declining", sinceCycle: 2 } as const;
    expect(row({ ...trend, sinceInterval: { from: 1, to: 3 } }, earlier())).toMatchObject({
      sinceCycleId: "cycle-2",
      sinceOn: "2026-02-02",
      sinceFromOn: "2026-01-02",
      sinceToOn: "2026-03-02",
      statusCycles: 1,
    });
    expect(row(trend, earlier())).toMatchObject({ sinceFromOn: null, sinceToOn: null });
  });
  it("dates a trend that set in with a withdrawn cycle to the next one that stands", () => {
    const withdrawn = history.map((one, index) =>
      index < 2 ? { ...one, state: "withdrawn" as const } : one,
    );
    const trend = { status: "diverging", sinceCycle: 2, sinceInterval: { from: 1, to: 4 } } as const;
    expect(row(trend, undefined, withdrawn)).toMatchObject({
      sinceCycleId: "cycle-3",
      sinceOn: "2026-03-02",
      sinceFromOn: "2026-03-02",
      sinceToOn: "2026-04-02",
    });
  });
});

describe("how far the level fell", () => {
  const declining = (points: number, engine: Partial<CycleRow> = {}) =>
    row({
      status: "diverging",
      reason: "declining",
      flags: { ...flags, declining: true },
      size: { declining: { points, sd: 4 }, apart: null },
      ...engine,
    }).fall;
  it("is said to five points, and not where that is nothing", () => {
    expect([13.2, 12.5, 2.4, -3].map((points) => declining(points))).toEqual([15, 10, null, null]);
  });
  it("is said to those who see the level, while the decline is the status", () => {
    expect(declining(13.2, { level: null })).toBeNull();
    expect(declining(13.2, { status: "not-enough-data", reason: "both" })).toBeNull();
    expect(declining(13.2, { flags: { ...flags, apart: true } })).toBeNull();
  });
  it("is never the size of a gap", () => {
    expect(
      row({ status: "diverging", reason: "apart", size: { declining: null, apart: { points: 20, sd: 5 } } })
        .fall,
    ).toBeNull();
  });
});

describe("bands of a row", () => {
  it("move one step from the row of the calendar cycle right before", () => {
    expect(row({}, earlier())).toMatchObject({ agreement: "some", dimensionBands: { DISC: "middle" } });
  });
  it("are free after a calendar cycle without a row of bands", () => {
    const free = { agreement: "high", dimensionBands: { DISC: "high" } };
    expect(row({}, earlier({ cycleId: "cycle-2", position: 2 }))).toMatchObject(free);
    expect(row({}, earlier({ agreement: null, dimensionBands: null }))).toMatchObject(free);
  });
  it("start afresh with the history", () => {
    expect(row({})).toMatchObject({ agreement: "high", dimensionBands: { DISC: "high" } });
  });
});

it("the row of an incomplete duo says when it last had a status, and nothing else", () => {
  const { complete, lastStatusCycleId, ...rest } = incompleteRow(earlier());
  expect({ complete, lastStatusCycleId }).toEqual({ complete: false, lastStatusCycleId: "cycle-3" });
  expect(new Set(Object.values(rest))).toEqual(new Set([null, "", 0]));
  expect(incompleteRow(undefined).lastStatusCycleId).toBeNull();
});

it("the shown level is the nearest five points, a half to the even step", () => {
  expect(shownLevel({ status: "steady", level: 62.5 })).toBe(60);
  expect(shownLevel({ status: "steady", level: 67.5 })).toBe(70);
  expect(shownLevel({ status: "not-enough-data", level: 62.5 })).toBeNull();
});
