import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chiSquareQuantile } from "./chi-square";
import { fQuantile } from "./f-distribution";
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

  test("the quantile has the values of R and of 40 digits", () => {
    expectNear(normalQuantile(1e-6), -4.753424308822899, 1e-14);
    expectNear(normalQuantile(0.025), -1.959963984540054, 1e-14);
    expectNear(normalQuantile(0.9), 1.2815515655446006, 1e-14);
  });

  test("the quantile inverts it and is undefined beyond 0..1", () => {
    fc.assert(fc.property(probability, (p) => expectNear(normalCdf(normalQuantile(p)!), p, 1e-12)));
    expectNear(normalCdf(normalQuantile(1e-200)!), 1e-200, 1e-10);
    expect([0, 0.5, 1].map(normalQuantile)).toEqual([Number.NEGATIVE_INFINITY, 0, Number.POSITIVE_INFINITY]);
    expect([-0.1, 1.1, Number.NaN].map(normalQuantile)).toEqual(Array(3).fill(undefined));
  });
});

// Computed with 40 digits (mpmath 1.3, from the incomplete beta and gamma functions).
test.each([
  ["t, .975 of 3.5", studentTQuantile(0.975, 3.5), 2.940088637982729],
  ["t, .001 of 2", studentTQuantile(0.001, 2), -22.32712477011988],
  ["t, .9999 of 1", studentTQuantile(0.9999, 1), 3183.0987571185015],
  ["t, .995 of 40", studentTQuantile(0.995, 40), 2.704459267433162],
  ["F, .95 of 2.5 and 7", fQuantile(0.95, 2.5, 7), 4.511918534124128],
  ["F, .01 of 10 and 40", fQuantile(0.01, 10, 40), 0.24007950103552836],
  ["F, .025 of 29 and 232", fQuantile(0.025, 29, 232), 0.540878700289519],
  ["chi-square, .99 of .5", chiSquareQuantile(0.99, 0.5), 4.867770844394064],
  ["chi-square, .001 of 300", chiSquareQuantile(0.001, 300), 229.9634351780448],
  ["chi-square, .025 of 1", chiSquareQuantile(0.025, 1), 0.000982069117175256],
  ["t distribution at −2.3 of 17", studentTCdf(-2.3, 17), 0.01719351665762198],
])("%s", (_, actual, expected) => {
  expectNear(actual, expected, 1e-12);
});

test("the t quantile inverts the distribution function", () => {
  fc.assert(
    fc.property(probability, degrees, (p, df) => {
      expectNear(studentTCdf(studentTQuantile(p, df)!, df), p, 1e-8);
    }),
  );
});

test("t, F and chi-square agree with each other and with closed forms", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), degrees, (p, df) => {
      expectNear(fQuantile(p, 1, df), studentTQuantile((1 + p) / 2, df)! ** 2, 1e-8);
      expectNear(chiSquareQuantile(p, 2), -2 * Math.log1p(-p), 1e-10);
      expect(studentTQuantile(p, 1)).toBeCloseTo(Math.tan(Math.PI * (p - 0.5)), 8);
    }),
  );
});

test("t, F and chi-square quantiles reach the ends of their range at 0 and 1", () => {
  expect([studentTQuantile(0, 4), studentTQuantile(0.5, 4), studentTQuantile(1, 4)]).toEqual([
    Number.NEGATIVE_INFINITY,
    0,
    Number.POSITIVE_INFINITY,
  ]);
  expect([fQuantile(0, 2, 3), fQuantile(1, 2, 3)]).toEqual([0, Number.POSITIVE_INFINITY]);
  expect([chiSquareQuantile(0, 3), chiSquareQuantile(1, 3)]).toEqual([0, Number.POSITIVE_INFINITY]);
});

test("t, F and chi-square are undefined without degrees of freedom and outside 0 to 1", () => {
  for (const df of [0, -1, Number.NaN]) {
    expect(studentTQuantile(0.9, df)).toBeUndefined();
    expect(studentTCdf(1, df)).toBeUndefined();
    expect(fQuantile(0.9, df, 5)).toBeUndefined();
    expect(fQuantile(0.9, 5, df)).toBeUndefined();
    expect(chiSquareQuantile(0.9, df)).toBeUndefined();
  }
  for (const p of [-0.1, 1.1, Number.NaN]) {
    expect([studentTQuantile(p, 3), fQuantile(p, 3, 4), chiSquareQuantile(p, 3)]).toEqual(
      Array(3).fill(undefined),
    );
  }
});
