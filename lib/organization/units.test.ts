import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { unitMean } from "./unit-mean";
import { fitUnitPrior } from "./unit-prior";

const levels = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 12 });

describe("unit means", () => {
  test("the prior of units of equal size is that of a one-way random-effects model", () => {
    // Group means 50, 60, 76; within variance 8; tau² = var(means) − 8/2 (restricted likelihood, balanced groups).
    const prior = fitUnitPrior([
      [48, 52],
      [58, 62],
      [74, 78],
    ])!;
    expect(prior.mu).toBeCloseTo(62, 8);
    expect(prior.within).toBeCloseTo(8, 10);
    expect(prior.tau2).toBeCloseTo(172 - 4, 6);
    const unit = unitMean([48, 52], prior)!;
    expect(unit.shrunken).toBeCloseTo((168 / 172) * 50 + (4 / 172) * 62, 6);
    expect(unit).toMatchObject({ duos: 2, mean: 50 });
    expect(unit.interval!.upper).toBeCloseTo(50 + 12.7062047361747 * 2, 8);
  });

  test("a verdict needs more than nine chances in ten", () => {
    const prior = { mu: 60, muSe: 0, tau2: 50, within: 100 };
    // n = 2: w = v = ½·…; posterior difference 0.5·d with SD 5, so P = Φ(d/10); Φ(1.2816) = .9.
    expect(unitMean([72.8, 72.8], prior)!.verdict).toBe("not-distinguishable");
    expect(unitMean([72.9, 72.9], prior)!.verdict).toBe("above");
    expect(unitMean([47.1, 47.1], prior)!.verdict).toBe("below");
    expect(unitMean([72.9, 72.9], { ...prior, muSe: 3 })!.verdict).toBe("not-distinguishable");
  });

  test("the shrunken mean lies between the unit's and the company's, and small units move further", () => {
    fc.assert(
      fc.property(fc.array(levels, { minLength: 2, maxLength: 8 }), (units) => {
        const prior = fitUnitPrior(units);
        for (const unit of units) {
          const { mean, shrunken } = unitMean(unit, prior)!;
          if (prior === undefined || shrunken === undefined) continue;
          expect(shrunken).toBeGreaterThanOrEqual(Math.min(mean, prior.mu) - 1e-9);
          expect(shrunken).toBeLessThanOrEqual(Math.max(mean, prior.mu) + 1e-9);
          const larger = unitMean([...unit, ...unit], prior)!.shrunken!;
          expect(Math.abs(larger - mean)).toBeLessThanOrEqual(Math.abs(shrunken - mean) + 1e-9);
        }
      }),
    );
  });

  test("without a second unit or a difference among duos nothing is distinguishable", () => {
    expect(fitUnitPrior([[50, 60]])).toBeUndefined();
    expect(
      fitUnitPrior([
        [50, 50],
        [70, 70],
      ]),
    ).toBeUndefined();
    expect(unitMean([50, 60], undefined)).toMatchObject({
      shrunken: undefined,
      verdict: "not-distinguishable",
    });
    expect(unitMean([], undefined)).toBeUndefined();
  });
});
