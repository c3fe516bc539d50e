import { describe, expect, test } from "vitest";
import { fisherExact } from "./fisher-exact";

const p = (a: number, n: number, b: number, m: number) =>
  fisherExact({ count: a, trials: n }, { count: b, trials: m });

describe("Fisher's exact test", () => {
  test("gives the tea taster's p-value by hand", () => {
    // 3 and 1 of 4: the tables 0, 1, 3 and 4 of 70 equally likely draws, 1 + 16 + 16 + 1 of them.
    expect(p(3, 4, 1, 4)).toBeCloseTo(34 / 70, 12);
    expect(p(4, 4, 0, 4)).toBeCloseTo(2 / 70, 12);
    expect(p(2, 4, 2, 4)).toBeCloseTo(1, 12);
  });
  test("is the same for the two groups exchanged, and for failures counted instead", () => {
    for (const [a, n, b, m] of [
      [9, 14, 12, 97],
      [0, 7, 5, 40],
      [1, 1, 3, 500],
    ] as const) {
      expect(p(b, m, a, n)).toBeCloseTo(p(a, n, b, m)!, 12);
      expect(p(n - a, n, m - b, m)).toBeCloseTo(p(a, n, b, m)!, 12);
    }
  });
  test("sums what is at most as likely, by counting draws", () => {
    // 9 of 14 against 3 of 12: draws of 14 of 26 that hold k of the 12 successes.
    const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k);
    const draws = Array.from({ length: 13 }, (_, k) => choose(12, k) * choose(14, 14 - k));
    const rare = draws.filter((one) => one <= draws[9]!).reduce((sum, one) => sum + one, 0);
    expect(p(9, 14, 3, 12)).toBeCloseTo(rare / choose(26, 14), 12);
  });
  test("has no value without trials or with an impossible count", () => {
    expect(p(0, 0, 1, 2)).toBeUndefined();
    expect(p(3, 2, 1, 2)).toBeUndefined();
    expect(p(-1, 2, 1, 2)).toBeUndefined();
  });
});
