import { describe, expect, it } from "vitest";
import type { CycleRow } from "../engine/run-cycle";
import {
  completeFigures,
  dimensionBandsOf,
  incompleteFigures,
  type PersonFigures,
  type PreviousFigures,
} from "./assemble-duo";

const history = [1, 2, 3, 4].map((number) => ({ id: `cycle-${number}`, opensOn: `2026-0${number}-02` }));
const bands = { agreement: "some" as const, dimensions: {} };

const verdict = (row: Partial<CycleRow>): CycleRow => ({
  duoId: "duo",
  status: "steady",
  reason: null,
  sinceCycle: null,
  level: 62.4,
  levelSd: 4,
  gap: 3,
  gapSd: 6,
  probabilities: null,
  testable: true,
  zLevel: 0,
  zGap: 0,
  gapNow: 0,
  pLevel: 1,
  pGap: 1,
  qLevel: 1,
  qGap: 1,
  watch: { declining: false, apart: false },
  flags: { declining: false, apart: false, low: false, split: false, oneSide: false, multiplying: false },
  since: { declining: null, apart: null },
  ...row,
});
const earlier = (figures: Partial<PreviousFigures>): PreviousFigures => ({
  cycleId: "cycle-3",
  position: 3,
  status: "steady",
  statusCycles: 2,
  sinceCycleId: "cycle-2",
  sinceOn: "2026-02-02",
  level: 65,
  ...figures,
});

describe("the row of a complete duo", () => {
  it("shows the level to five points and the band of what is shown", () => {
    expect(completeFigures(verdict({ level: 68 }), bands, undefined, history)).toMatchObject({
      level: 70,
      levelBand: "high",
    });
  });
  it("says neither level nor who is missing where there is not enough data", () => {
    const row = verdict({ status: "not-enough-data", reason: "one-voice" });
    expect(completeFigures(row, bands, undefined, history)).toMatchObject({
      status: "not-enough-data",
      reason: "",
      level: null,
      levelBand: null,
    });
  });
  it("counts on while a status lasts, cycles without an answer included", () => {
    expect(completeFigures(verdict({}), bands, earlier({}), history)).toMatchObject({
      statusCycles: 3,
      sinceOn: "2026-02-02",
      previousLevel: 65,
    });
    const missed = earlier({ cycleId: "cycle-2", position: 2, statusCycles: 1 });
    expect(completeFigures(verdict({}), bands, missed, history).statusCycles).toBe(3);
  });
  it("starts anew with another status", () => {
    expect(completeFigures(verdict({}), bands, earlier({ status: "strained" }), history)).toMatchObject({
      statusCycles: 1,
      sinceCycleId: "cycle-4",
      sinceOn: "2026-04-02",
      previousStatus: "strained",
    });
  });
  it("dates a trend back to where the engine found it to set in", () => {
    const row = verdict({ status: "diverging", reason: "declining", sinceCycle: 2 });
    expect(completeFigures(row, bands, earlier({}), history)).toMatchObject({
      sinceCycleId: "cycle-2",
      sinceOn: "2026-02-02",
      statusCycles: 1,
    });
  });
});

describe("the row of an incomplete duo", () => {
  it("says when it last had a status, and nothing else", () => {
    const { complete, lastStatusCycleId, ...rest } = incompleteFigures(earlier({}));
    expect({ complete, lastStatusCycleId }).toEqual({ complete: false, lastStatusCycleId: "cycle-3" });
    expect(new Set(Object.values(rest))).toEqual(new Set([null, "", 0]));
  });
});

describe("bands of a duo's dimensions", () => {
  it("cut the mean of both partners' shared answers at 40 and 70, without Trust", () => {
    const person = (shared: (number | null)[]): PersonFigures => ({
      score: 50,
      mx1: 3,
      dimensions: [],
      shared,
    });
    const ic = person([30, 60, 80, null, 50, 50, 100, 50, 50]);
    const manager = person([48, 80, 90, 50, 50, 50, 100, 50, 50]);
    expect(dimensionBandsOf(ic, manager)).toEqual({
      DISC: "low",
      STRAT: "high",
      SOUND: "high",
      INCL: "middle",
      INFO: "middle",
      ALIGN: "middle",
      CUST: "middle",
    });
  });
});
