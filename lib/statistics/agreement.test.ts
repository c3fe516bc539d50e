import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cronbachAlpha } from "./cronbach-alpha";
import { dyadAgreement } from "./dyad-agreement";
import { hellinger } from "./hellinger";
import { jensenShannon } from "./jensen-shannon";
import { krippendorffAlpha } from "./krippendorff-alpha";
import { totalVariation } from "./total-variation";

const score = fc.integer({ min: 0, max: 100 });

describe("Cronbach's alpha", () => {
  test("is 1 for items that say the same and does not change with the unit", () => {
    const same = [10, 40, 70, 20].map((x) => [x, x, x]);
    expect(cronbachAlpha(same)).toMatchObject({ raw: 1, k: 3, n: 4, sem: 0 });
    const rows = [
      [3, 4, 2],
      [5, 5, 4],
      [1, 2, 2],
      [4, 2, 5],
    ];
    const larger = rows.map((row) => row.map((x) => 25 * (x - 1)));
    expect(cronbachAlpha(larger)!.raw).toBeCloseTo(cronbachAlpha(rows)!.raw, 12);
    expect(cronbachAlpha(larger)!.sem).toBeCloseTo(25 * cronbachAlpha(rows)!.sem!, 10);
  });

  test("takes what is there when an answer is missing, and is undefined without variance", () => {
    const rows = [
      [1, 2],
      [2, 5],
      [3, null],
      [4, 4],
    ];
    // Variances 5/3 (four rows) and 7/3 (three), covariance 7/6 (three): 2·(1 − 4/(4 + 7/3)).
    expect(cronbachAlpha(rows)!.raw).toBeCloseTo(14 / 19, 12);
    expect(cronbachAlpha(rows)!.n).toBe(4);
    const constant = [1, 2, 3].map((x) => [x, 5]);
    expect(cronbachAlpha(constant)).toBeUndefined();
    expect(cronbachAlpha([])).toBeUndefined();
  });
});

describe("dyad agreement", () => {
  test("swapping the partners changes the sign of the gap and nothing else", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(score, score), { minLength: 5, maxLength: 20 }), (pairs) => {
        const a = pairs.map(([left]) => left);
        const b = pairs.map(([, right]) => right);
        const one = dyadAgreement(a, b);
        const other = dyadAgreement(b, a);
        expect(other.meanSignedGap! + one.meanSignedGap!).toBeCloseTo(0, 10);
        expect(other.msBetween).toBe(one.msBetween);
        expect(other.msWithin).toBe(one.msWithin);
        expect(other.meanAbsoluteGap).toBe(one.meanAbsoluteGap);
      }),
    );
  });

  test("is 1 for equal partners and undefined where nothing varies", () => {
    expect(dyadAgreement([1, 2, 5], [1, 2, 5])).toMatchObject({ icc1: 1, icc2: 1, pearson: 1 });
    expect(dyadAgreement([3, 3], [3, 3])).toMatchObject({ icc1: undefined, pearson: undefined });
    expect(dyadAgreement([], [])).toMatchObject({ n: 0, icc1: undefined, meanSignedGap: undefined });
  });
});

describe("Krippendorff's alpha", () => {
  test("is 1 when raters agree and undefined when all say the same", () => {
    expect(
      krippendorffAlpha(
        [
          [1, 1],
          [2, 2],
          [3, 3],
        ],
        "ordinal",
      ).alpha,
    ).toBe(1);
    expect(
      krippendorffAlpha(
        [
          [4, 4],
          [4, 4],
        ],
        "nominal",
      ),
    ).toEqual({ alpha: undefined, pairableUnits: 2 });
  });

  test("at nominal level does not depend on the codes' order, and leaves single ratings out", () => {
    const units = [
      [1, 1],
      [1, 2],
      [2, 2],
      [3, null],
      [3, 3],
    ];
    const recoded = units.map((unit) => unit.map((x) => (x === null ? null : 10 - x)));
    expect(krippendorffAlpha(recoded, "nominal").alpha).toBeCloseTo(
      krippendorffAlpha(units, "nominal").alpha!,
      12,
    );
    expect(krippendorffAlpha(units, "nominal").pairableUnits).toBe(4);
  });
});

describe("divergence of allocations", () => {
  const allocation = fc
    .array(score, { minLength: 6, maxLength: 6 })
    .filter((amounts) => amounts.some((x) => x > 0));

  test("is symmetric, within 0..1, and none between equals in another unit", () => {
    fc.assert(
      fc.property(allocation, allocation, (a, b) => {
        for (const divergence of [totalVariation, jensenShannon, hellinger]) {
          const value = divergence(a, b)!;
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1 + 1e-12);
          expect(divergence(b, a)).toBeCloseTo(value, 12);
          expect(
            divergence(
              a,
              a.map((x) => 3 * x),
            ),
          ).toBeCloseTo(0, 7);
        }
      }),
    );
  });

  test("is undefined for an empty allocation", () => {
    expect(totalVariation([0, 0], [1, 1])).toBeUndefined();
    expect(jensenShannon([1], [1, 1])).toBeUndefined();
    expect(hellinger([1, -1], [1, 1])).toBeUndefined();
  });
});
