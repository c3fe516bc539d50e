import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { benjaminiHochberg } from "./benjamini-hochberg";
import { meanInterval } from "./mean-interval";
import { quantile } from "./quantile";
import { wilsonInterval } from "./wilson";

describe("quantile", () => {
  // R: quantile(c(15, 20, 35, 40, 50), c(.05, .3, .4, .5, 1)), type 7.
  test("interpolates as R does and leaves the values in their order", () => {
    const values = Object.freeze([50, 15, 40, 20, 35]);
    expect([0.05, 0.3, 0.4, 0.5, 1].map((p) => quantile(values, p))).toEqual([16, 23, 29, 35, 50]);
  });

  test("is undefined for no values or no probability", () => {
    expect(quantile([], 0.5)).toBeUndefined();
    expect(quantile([1], 1.5)).toBeUndefined();
  });
});

describe("mean interval", () => {
  test("is undefined below two values and has no width without variance", () => {
    expect(meanInterval([5])).toBeUndefined();
    expect(meanInterval([5, 5, 5])).toEqual({ lower: 5, upper: 5 });
  });
});

describe("Wilson interval", () => {
  test("holds the share, stays within 0..1 and narrows with more trials", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, part) => {
        const count = Math.round(n * part);
        const { lower, upper } = wilsonInterval(count, n)!;
        expect(lower).toBeGreaterThanOrEqual(0);
        expect(upper).toBeLessThanOrEqual(1);
        expect(lower).toBeLessThanOrEqual(count / n);
        expect(upper).toBeGreaterThanOrEqual(count / n);
        const more = wilsonInterval(4 * count, 4 * n)!;
        expect(more.upper - more.lower).toBeLessThan(upper - lower);
      }),
    );
  });

  test("is undefined without trials", () => {
    expect(wilsonInterval(0, 0)).toBeUndefined();
    expect(wilsonInterval(3, 2)).toBeUndefined();
  });
});

describe("Benjamini-Hochberg", () => {
  const p = fc.double({ min: 0, max: 1, noNaN: true });

  test("never lowers a p-value, keeps their order and stays at most 1", () => {
    fc.assert(
      fc.property(fc.array(p, { minLength: 1 }), (given) => {
        const adjusted = benjaminiHochberg(Object.freeze(given));
        given.forEach((one, i) => {
          expect(adjusted[i]!).toBeGreaterThanOrEqual(one);
          expect(adjusted[i]!).toBeLessThanOrEqual(1);
          given.forEach((other, j) => {
            if (one < other) expect(adjusted[i]!).toBeLessThanOrEqual(adjusted[j]!);
          });
        });
      }),
    );
  });

  test("a missing p stays missing and does not count", () => {
    expect(benjaminiHochberg([0.01, undefined, 0.04])).toEqual([0.02, undefined, 0.04]);
  });
});
