import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { correlationsFromRows } from "./correlation-matrix";
import { lmgShares } from "./lmg-shares";
import { seededRandom } from "./random";
import { randomEffects } from "./random-effects";
import { relativeWeights } from "./relative-weights";
import { linkVersions } from "./version-linking";

describe("random effects", () => {
  const unit = fc.record({
    y: fc.double({ min: 0, max: 100, noNaN: true }),
    v: fc.double({ min: 0.5, max: 60, noNaN: true }),
  });

  test("shrink every unit towards the mean, never past it, by every method", () => {
    fc.assert(
      fc.property(
        fc.array(unit, { minLength: 2, maxLength: 15 }),
        fc.constantFrom("DL", "PM", "REML"),
        (units, method) => {
          const y = Object.freeze(units.map((one) => one.y));
          const v = Object.freeze(units.map((one) => one.v));
          const { tau2, mu, units: shrunken } = randomEffects(y, v, method)!;
          expect(tau2).toBeGreaterThanOrEqual(0);
          shrunken.forEach(({ estimate }, i) => {
            expect(estimate).toBeGreaterThanOrEqual(Math.min(y[i]!, mu) - 1e-9);
            expect(estimate).toBeLessThanOrEqual(Math.max(y[i]!, mu) + 1e-9);
          });
        },
      ),
    );
  });

  test("with equal sampling variances REML is the variance of the units less theirs", () => {
    expect(randomEffects([40, 50, 60, 70], [9, 9, 9, 9], "REML")!.tau2).toBeCloseTo(500 / 3 - 9, 8);
  });

  test("units that differ by chance alone share one estimate", () => {
    expect(randomEffects([50, 51], [100, 100])).toMatchObject({
      tau2: 0,
      units: [{ estimate: 50.5 }, { estimate: 50.5 }],
    });
  });

  test("are undefined for one unit or without a sampling variance", () => {
    expect(randomEffects([50], [4])).toBeUndefined();
    expect(randomEffects([50, 60], [4, 0])).toBeUndefined();
    expect(randomEffects([0, 1e-162], [5e-324, 5e-324])).toBeUndefined();
    expect(randomEffects([50, 60], [4, Number.POSITIVE_INFINITY])).toBeUndefined();
  });
});

describe("relative weights and LMG", () => {
  test("both share out the same R², whatever the data", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 6 }), (seed, size) => {
        const random = seededRandom(seed);
        const x = Array.from({ length: 40 }, () => Array.from({ length: size }, random));
        const y = x.map((row) => row[0]! + random());
        const correlations = correlationsFromRows(y, x)!;
        const total = (shares: Float64Array) => shares.reduce((sum, share) => sum + share, 0);
        expect(total(relativeWeights(correlations)!)).toBeCloseTo(total(lmgShares(correlations)!), 10);
      }),
    );
  });

  test("of uncorrelated predictors are their squared correlations", () => {
    const x = [
      [1, 1],
      [1, -1],
      [-1, 1],
      [-1, -1],
    ];
    const correlations = correlationsFromRows([4, 2, -1, -5], x)!;
    const squares = Array.from(correlations.withCriterion, (r) => r * r);
    expect(squares[0]).toBeCloseTo(0.782608695652, 10);
    for (const shares of [relativeWeights(correlations)!, lmgShares(correlations)!]) {
      shares.forEach((share, i) => {
        expect(share).toBeCloseTo(squares[i]!, 12);
      });
    }
  });

  test("are undefined for predictors that repeat each other or do not vary", () => {
    const repeated = correlationsFromRows(
      [1, 2, 4, 3],
      [
        [1, 2],
        [2, 4],
        [3, 6],
        [5, 10],
      ],
    )!;
    expect(relativeWeights(repeated)).toBeUndefined();
    expect(lmgShares(repeated)).toBeUndefined();
    expect(correlationsFromRows([1, 2, 3], [[7], [7], [7]])).toBeUndefined();
  });
});

describe("version linking", () => {
  const old = Array.from({ length: 60 }, (_, person) => 20 + ((person * 37) % 60));
  const decision = (renewed: readonly number[], people = 60) =>
    linkVersions(old.slice(0, people), renewed.slice(0, people))!.decision;
  const wobble = (x: number, person: number) => x + (person % 2 ? 2 : -2);

  test("splices within 5 points, else draws the line if both wordings rank people alike, else breaks", () => {
    expect(decision(old.map((x, i) => wobble(x + 1, i)))).toBe("splice");
    expect(decision(old.map((x, i) => wobble(x + 20, i)))).toBe("line");
    expect(decision(old.map((_, i) => 80 + ((i * 29) % 20)))).toBe("break");
  });

  test("with fewer than 60 people scores on common items", () => {
    expect(decision(old.map(wobble), 59)).toBe("common-items");
    expect(linkVersions([50], [60])).toBeUndefined();
  });

  test("the line turns the new wording's mean and spread into the old one's", () => {
    const renewed = old.map((x, i) => wobble(0.5 * x + 30, i));
    const { slope, intercept } = linkVersions(old, renewed)!;
    const moved = renewed.map((x) => intercept! + slope! * x);
    const back = linkVersions(old, moved)!;
    expect(back.shift).toBeCloseTo(0, 10);
    expect(back.slope).toBeCloseTo(1, 10);
  });
});

describe("seeded random numbers", () => {
  test("repeat with their seed, lie in [0, 1) and average one half", () => {
    const draw = (seed: number) => Array.from({ length: 10_000 }, seededRandom(seed));
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
    expect(draw(7).every((x) => x >= 0 && x < 1)).toBe(true);
    expect(draw(7).reduce((sum, x) => sum + x, 0) / 10_000).toBeCloseTo(0.5, 1);
  });
});
