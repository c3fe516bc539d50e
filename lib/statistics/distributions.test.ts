import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chiSquareCdf, chiSquareQuantile } from "./chi-square";
import { fCdf, fQuantile } from "./f-distribution";
import { normalCdf, normalQuantile } from "./normal";
import { studentTCdf, studentTQuantile } from "./student-t";

/** Relative, because tails are small. */
function expectNear(actual: number | undefined, expected: number, relative: number) {
  expect(Math.abs((actual ?? Number.NaN) / expected - 1)).toBeLessThan(relative);
}

const probability = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
const degrees = fc.double({ min: 0.5, max: 500, noNaN: true });

describe("normal distribution", () => {
  // Computed with 40 digits (mpmath 1.3, ncdf).
  test.each([
    [-37, 5.725571222524577e-300],
    [-20, 2.7536241186062337e-89],
    [-8, 6.220960574271784e-16],
    [-4.5, 3.39767312473006e-6],
    [-2, 0.02275013194817921],
    [-1.5, 0.06680720126885807],
    [2.5, 0.993790334674224],
  ])("Φ(%d) to 1e-12 relative, in the far tail too", (z, expected) => {
    expectNear(normalCdf(z), expected, 1e-12);
  });

  test("is symmetric, and certain at infinity", () => {
    fc.assert(
      fc.property(fc.double({ min: -8, max: 8, noNaN: true }), (z) => {
        expect(normalCdf(z) + normalCdf(-z)).toBeCloseTo(1, 14);
      }),
    );
    expect([normalCdf(Number.NEGATIVE_INFINITY), normalCdf(Number.POSITIVE_INFINITY)]).toEqual([0, 1]);
  });

  test("the quantile inverts it and is undefined beyond 0..1", () => {
    fc.assert(fc.property(probability, (p) => expectNear(normalCdf(normalQuantile(p)!), p, 1e-12)));
    expectNear(normalCdf(normalQuantile(1e-200)!), 1e-200, 1e-10);
    expect(normalQuantile(1.1)).toBeUndefined();
    expect(normalQuantile(Number.NaN)).toBeUndefined();
  });
});

describe("t, F and chi-square", () => {
  // Computed with scipy 1.17.
  test("have the values of another program", () => {
    expectNear(studentTQuantile(0.975, 3.5), 2.94008864, 1e-8);
    expectNear(studentTQuantile(0.001, 2), -22.32712477, 1e-9);
    expectNear(fQuantile(0.95, 2.5, 7), 4.51191853, 1e-8);
    expectNear(fQuantile(0.01, 10, 40), 0.2400795, 1e-6);
    expectNear(chiSquareQuantile(0.99, 0.5), 4.86777084, 1e-8);
    expectNear(chiSquareQuantile(0.001, 300), 229.96343518, 1e-10);
    expectNear(studentTCdf(-2.3, 17), 0.017193516657621984, 1e-12);
    expectNear(fCdf(3.2, 4, 60), 0.9810246039985586, 1e-12);
    expectNear(chiSquareCdf(0.02, 1), 0.11246292, 1e-7);
  });

  test("quantiles invert the distribution functions", () => {
    fc.assert(
      fc.property(probability, degrees, degrees, (p, df1, df2) => {
        expectNear(studentTCdf(studentTQuantile(p, df1)!, df1), p, 1e-8);
        expectNear(fCdf(fQuantile(p, df1, df2)!, df1, df2), p, 1e-8);
        expectNear(chiSquareCdf(chiSquareQuantile(p, df1)!, df1), p, 1e-8);
      }),
    );
  });

  test("agree where one is another", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 6, noNaN: true }), degrees, (x, df) => {
        expect(fCdf(x * x, 1, df)).toBeCloseTo(2 * studentTCdf(x, df)! - 1, 10);
        expect(studentTCdf(x, 1)).toBeCloseTo(0.5 + Math.atan(x) / Math.PI, 12);
        expect(chiSquareCdf(x, 2)).toBeCloseTo(1 - Math.exp(-x / 2), 12);
      }),
    );
  });

  test("are undefined without degrees of freedom", () => {
    expect(studentTQuantile(0.9, 0)).toBeUndefined();
    expect(fQuantile(0.9, 0, 5)).toBeUndefined();
    expect(chiSquareQuantile(0.9, -1)).toBeUndefined();
  });
});
