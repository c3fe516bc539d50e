import { describe, expect, it } from "vitest";
import { dimensionCodes } from "../domain/published";
import type { Answers } from "../instrument/answers";
import { heldScore } from "./held-score";
import { type PersonFigures, personFigures } from "./person-figures";

/** Nine dimensions: the first, fourth and sixth are half hidden, the seventh (Trust) wholly. */
const figuresOf = (dimensions: (number | null)[], shared: (number | null)[]): PersonFigures => {
  const given = dimensions.filter((score) => score !== null);
  return {
    score: given.reduce((sum, score) => sum + score, 0) / given.length,
    mx1: null,
    dimensions,
    shared,
  };
};
const shared = [50, 50, 50, 50, 50, 50, null, 50, 50];
/** Shared answers all at 50, hidden ones all at one value. */
const hiddenAt = (points: number) => {
  const half = (50 + points) / 2;
  return figuresOf([half, 50, 50, half, 50, half, points, 50, 50], shared);
};
/** A step of 25 points of one dimension in a score of nine. */
const step = 25 / 9;

describe("a score that a level takes", () => {
  it("is the person score where hidden answers lie between their ends", () => {
    expect(heldScore(hiddenAt(50), true)).toBe(50);
    expect(heldScore(hiddenAt(25), true)).toBe(hiddenAt(25).score);
  });
  it("is held half an answer from the end that all hidden answers lie at", () => {
    expect(heldScore(hiddenAt(100), true)).toBeCloseTo(hiddenAt(100).score! - step / 2, 10);
    expect(heldScore(hiddenAt(0), true)).toBeCloseTo(hiddenAt(0).score! + step / 2, 10);
  });
  it("does not tell the best hidden answers from those one below", () => {
    const trustBelow = figuresOf([75, 50, 50, 75, 50, 75, 75, 50, 50], shared);
    const twoBelow = figuresOf([75, 50, 50, 62.5, 50, 75, 75, 50, 50], shared);
    expect(heldScore(trustBelow, true)).toBeCloseTo(heldScore(hiddenAt(100), true)!, 10);
    expect(heldScore(twoBelow, true)).toBe(twoBelow.score);
  });
  it("is held twice as far where a choice with a wide gap stands alone in its dimension", () => {
    const alone = figuresOf([100, 50, 50, 75, 50, 75, 100, 50, 50], shared.with(0, null));
    expect(heldScore(alone, true)).toBeCloseTo(alone.score! - step, 10);
  });
  it("is held at the ends of the whole scale too where the other partner's answers are not there", () => {
    const evenAt = (points: number) =>
      figuresOf(
        dimensionCodes.map(() => points),
        shared.map((score) => (score === null ? null : points)),
      );
    const best = evenAt(100);
    const strategyBelow = figuresOf(best.dimensions.with(1, 75), best.shared.with(1, 75));
    expect(heldScore(best, false)).toBeCloseTo(100 - (3 / 4) * step, 10);
    expect(heldScore(strategyBelow, false)).toBe(heldScore(best, false));
    expect(heldScore(strategyBelow, true)).toBeLessThan(heldScore(best, true)!);
    expect(heldScore(evenAt(0), false)).toBeCloseTo((3 / 4) * step, 10);
    // The other may have seen the S answers before they took theirs back.
    expect(heldScore(hiddenAt(100), false)).toBe(heldScore(hiddenAt(100), true));
  });
  it("counts the dimensions that exist", () => {
    const seven = figuresOf([75, null, null, 75, 50, 75, 100, 50, 50], shared.with(1, null).with(2, null));
    expect(heldScore(seven, true)).toBeCloseTo(seven.score! - 25 / 7 / 2, 10);
  });
  it("is missing where the person score is", () => {
    expect(heldScore({ ...hiddenAt(50), score: null }, true)).toBeNull();
  });
});

/** Core items of which a partner sees the answer, and those of which they never do, each with all its scored answers. */
const seen = ["DQ1", "ST1", "SB1", "OT1", "IN1", "TI1", "AL1", "AL2", "AL3", "CU1"];
const unseen = {
  DQ2: ["a", "b", "c", "d"],
  OT2: [1, 2, 3, 4, 5],
  TI2: [1, 2, 3, 4, 5],
  TR1: [1, 2, 3, 4, 5],
};
type Unseen = keyof typeof unseen;

describe("whoever knows a score as a level takes it, and all that the partner sees", () => {
  it("finds no hidden answer in a survey without a missing one", () => {
    for (const alike of alikeIn([])) for (const values of alike) expect(values.size).toBeGreaterThan(1);
  });
  // A hidden answer may always be missing too, which only adds to what the partner has to think possible.
  it.each([
    [["DQ1"]],
    [["OT1", "TI1"]],
    [["DQ1", "OT1", "TI1"]],
    [["TR1"]],
    [["DQ1", "DQ2"]],
    [["OT1", "OT2", "TR1"]],
    [["DQ1", "DQ2", "OT1", "OT2"]],
    [["OT1", "OT2", "TI1", "TI2"]],
  ])("finds none by a bound, however exact, where %j are missing", (missing) => {
    const groups = alikeIn(missing);
    // A bound from below leaves at least the highest score open, one from above the lowest.
    for (const values of [...groups.at(0)!, ...groups.at(-1)!]) expect(values.size).toBeGreaterThan(1);
  });
});

/** For each score that a level can take, ascending, the values that each hidden answer has in surveys taken so. */
function alikeIn(missing: readonly string[]): Set<unknown>[][] {
  const groups = new Map<number, Set<unknown>[]>();
  const visible = Object.fromEntries(seen.filter((code) => !missing.includes(code)).map((code) => [code, 3]));
  const codes = (Object.keys(unseen) as Unseen[]).filter((code) => !missing.includes(code));
  for (const hidden of combinations(codes)) {
    const key = Math.round(1e6 * heldScore(personFigures({ ...visible, ...hidden }), true)!);
    const alike = groups.get(key) ?? codes.map(() => new Set());
    for (const [index, values] of alike.entries()) values.add(hidden[codes[index]!]);
    groups.set(key, alike);
  }
  return [...groups].sort(([a], [b]) => a - b).map(([, values]) => values);
}

function combinations([code, ...rest]: readonly Unseen[]): Answers[] {
  if (!code) return [{}];
  return combinations(rest).flatMap((others) =>
    unseen[code].map((answer) => ({ ...others, [code]: answer })),
  );
}
