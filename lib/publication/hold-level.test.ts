import { describe, expect, it } from "vitest";
import { holdLevel, type LevelScore } from "./hold-level";

/** Without noise a level is the plain mean of both partners. */
const constants = {
  engineVersion: "1.0.0",
  cycle: 3,
  companyIndex: 0,
  noise: { level: 0, gap: 7, pairs: 0 },
  levelPrior: { mean: 64, variance: 140 },
  gapPrior: { mean: 0, variance: 230 },
};

/** Nine dimensions: the first, fourth and sixth are half hidden, the seventh (Trust) wholly. */
const scoreOf = (dimensions: (number | null)[], shared: (number | null)[], isRevealed = true): LevelScore => {
  const given = dimensions.filter((score) => score !== null);
  return {
    score: given.reduce((sum, score) => sum + score, 0) / given.length,
    dimensions,
    shared,
    isRevealed,
  };
};
/** Shared answers all at 50, hidden ones all at one value. */
const hiddenAt = (points: number, isRevealed = true) => {
  const half = (50 + points) / 2;
  return scoreOf(
    [half, 50, 50, half, 50, half, points, 50, 50],
    [50, 50, 50, 50, 50, 50, null, 50, 50],
    isRevealed,
  );
};
const hold = (ic: LevelScore[], manager: LevelScore[], level = 50) =>
  holdLevel({ verdict: { level }, constants, ic, manager })!;
/** A step of 25 points of one dimension in a score of nine. */
const step = 25 / 9;

describe("a level", () => {
  it("is the engine's where hidden answers lie between their ends", () => {
    expect(hold([hiddenAt(50)], [hiddenAt(25)])).toBe(50);
  });
  it("is held one answer from the end that all hidden answers of a partner lie at", () => {
    expect(hold([hiddenAt(100)], [hiddenAt(50)])).toBeCloseTo(50 - step / 2, 10);
    expect(hold([hiddenAt(50)], [hiddenAt(0)])).toBeCloseTo(50 + step / 2, 10);
    expect(hold([hiddenAt(100)], [hiddenAt(0)])).toBeCloseTo(50, 10);
  });
  it("is held over all its cycles together", () => {
    const three = [hiddenAt(100), hiddenAt(100), hiddenAt(100)];
    expect(hold(three, [hiddenAt(50)])).toBeCloseTo(50 - step / 3 / 2, 10);
    expect(hold([hiddenAt(100), hiddenAt(75)], [hiddenAt(50)])).toBe(50);
  });
  it("is held by as much as the engine's shrinkage leaves of it", () => {
    const noisy = { ...constants, noise: { ...constants.noise, level: 8 } };
    const held = holdLevel({
      verdict: { level: 50 },
      constants: noisy,
      ic: [hiddenAt(100)],
      manager: [hiddenAt(50)],
    });
    const weight = 140 / (140 + (64 * 2) / 4);
    expect(held).toBeCloseTo(50 - (weight * step) / 2, 10);
  });
  it("does not move a hidden answer away from the one next to the end", () => {
    // Trust one step below the top, all other hidden answers at it.
    const next = scoreOf([75, 50, 50, 75, 50, 75, 75, 50, 50], [50, 50, 50, 50, 50, 50, null, 50, 50]);
    expect(hold([next], [hiddenAt(50)])).toBeCloseTo(50, 10);
  });
  it("is held twice as far where a choice with a wide gap stands alone in its dimension", () => {
    const shared = [null, 50, 50, 50, 50, 50, null, 50, 50];
    const alone = scoreOf([100, 50, 50, 75, 50, 75, 100, 50, 50], shared);
    expect(hold([alone], [hiddenAt(50)])).toBeCloseTo(50 - step, 10);
  });
  it("counts everything as hidden in a cycle that the other did not answer", () => {
    expect(hold([hiddenAt(100, false)], [hiddenAt(50)])).toBe(50);
    const top = scoreOf(new Array(9).fill(100), new Array(9).fill(100), false);
    expect(hold([top], [hiddenAt(50)])).toBeCloseTo(50 - step / 2, 10);
  });
  it("counts the dimensions that exist", () => {
    const seven = scoreOf(
      [75, null, null, 75, 50, 75, 100, 50, 50],
      [50, null, null, 50, 50, 50, null, 50, 50],
    );
    expect(hold([seven], [hiddenAt(50)])).toBeCloseTo(50 - 25 / 7 / 2, 10);
  });
  it("is missing where the engine has none", () => {
    expect(holdLevel({ verdict: { level: null }, constants, ic: [], manager: [] })).toBeNull();
  });
});
