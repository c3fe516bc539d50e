import { describe, expect, test } from "vitest";
import type { AnchorFigure } from "../domain/program-health";
import { checkAnchors, type EarlierAnchors } from "./anchor-check";
import { type ItemWithRest, roleDifference } from "./anchor-figures";

const anchor = (more: Partial<AnchorFigure> = {}): AnchorFigure => ({
  code: "DQ1",
  n: 400,
  rest: 60,
  role: { points: 2, low: -1, high: 5 },
  ...more,
});
const before = (more: Partial<AnchorFigure> = {}): EarlierAnchors => ({
  number: 3,
  opensAt: new Date("2025-01-06"),
  anchors: [anchor(more)],
});
const check = (now: Partial<AnchorFigure>, then: Partial<AnchorFigure> = {}) =>
  checkAnchors({ opensAt: new Date("2026-01-05"), anchors: [anchor(now)] }, before(then))!.anchors[0]!.drift;

describe("the yearly check of an anchor", () => {
  test("comes about a year after the cycle that it compares with, and not before", () => {
    const at = (day: string) => checkAnchors({ opensAt: new Date(day), anchors: [anchor()] }, before());
    expect(at("2025-12-20")).toBeUndefined();
    expect(at("2025-12-22")).toEqual({ since: 3, anchors: [{ ...anchor(), restThen: 60, drift: [] }] });
    expect(checkAnchors({ opensAt: new Date("2026-01-05"), anchors: [anchor()] }, undefined)).toBeUndefined();
  });

  test("finds a correlation that moved by more than .15, either way", () => {
    expect(check({ rest: 45 })).toEqual([]);
    expect(check({ rest: 44 })).toEqual(["rest"]);
    expect(check({ rest: 76 })).toEqual(["rest"]);
  });

  test("calls a shift that small numbers explain no drift", () => {
    // |atanh .60 - atanh .44| = .22, and 1.96 standard errors are .53 with 30 surveys each.
    expect(check({ rest: 44, n: 30 }, { n: 30 })).toEqual([]);
  });

  test("finds roles that differ by more than 8 points at the same rest, beyond chance", () => {
    expect(check({ role: { points: 8, low: 5, high: 11 } })).toEqual([]);
    expect(check({ role: { points: 9, low: 1, high: 17 } })).toEqual(["role"]);
    expect(check({ role: { points: -9, low: -17, high: -1 } })).toEqual(["role"]);
    expect(check({ role: { points: 12, low: 0, high: 24 } })).toEqual([]);
    expect(check({ rest: 30, role: { points: 20, low: 15, high: 25 } })).toEqual(["rest", "role"]);
  });

  test("says nothing of an item without a figure then or now", () => {
    expect(check({ rest: null, role: null })).toEqual([]);
    expect(check({ rest: 10 }, { rest: null })).toEqual([]);
    expect(check({ rest: 10 }, { code: "OT1" })).toEqual([]);
  });
});

describe("the difference of the two roles at the same rest score", () => {
  /** Thirty surveys of a role: half a point for each of rest, and one point up and down in turn. */
  const role = (side: ItemWithRest["side"], from: number, more: number) =>
    Array.from({ length: 30 }, (_, n): ItemWithRest => {
      const rest = from + n;
      return { side, rest, score: 20 + more + rest / 2 + (n % 2 === 0 ? 1 : -1) };
    });

  test("is what their rest scores do not explain, with its interval", () => {
    // The IC side's rest scores are 10 points higher, which explains 5 of the 17 points between the two.
    const found = roleDifference([...role("ic", 40, 12), ...role("manager", 30, 0)]);
    expect(found!.points).toBe(12);
    expect(found!.low).toBeGreaterThanOrEqual(11);
    expect(found!.high).toBeLessThanOrEqual(13);
    expect(roleDifference([...role("ic", 40, 0), ...role("manager", 30, 12)])!.points).toBe(-12);
  });

  test("needs thirty surveys of each role, and rest scores that vary", () => {
    expect(roleDifference([...role("ic", 40, 12).slice(1), ...role("manager", 30, 0)])).toBeNull();
    const alike = [...role("ic", 40, 1), ...role("manager", 30, 0)].map((one) => ({ ...one, rest: 50 }));
    expect(roleDifference(alike)).toBeNull();
  });
});
