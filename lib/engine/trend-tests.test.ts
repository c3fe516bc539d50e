import { expect, test } from "vitest";
import { initialState } from "./flags";
import { testTrends } from "./trend-tests";
import { watchOf } from "./watch";

const point = (zLevel: number, zGap = 0, gapNow = 0) => ({
  zLevel,
  sinceLevel: 4,
  zGap,
  sinceGap: 4,
  gapNow,
});

test("p is the tail times the number of looks, never above one", () => {
  // 1 − Φ(1.96) = 0.0249978951482204, Φ(0) = 0.5 (R pnorm).
  const [trends] = testTrends([point(1.96, 1.96)], 60);
  expect(trends?.declining.p).toBeCloseTo(3.3 * 0.0249978951482204, 12);
  expect(trends?.apart.p).toBeCloseTo(2 * 0.0249978951482204, 12);
  expect(testTrends([point(0)], 60)[0]?.declining.p).toBe(1);
});

test("duos that are not testable do not count in the adjustment", () => {
  const [alone] = testTrends([point(3)], 60);
  const [first, missing] = testTrends([point(3), undefined], 60);
  const [amongTwo] = testTrends([point(3), point(0)], 60);
  expect(missing).toBeUndefined();
  expect(first?.declining.q).toBe(alone?.declining.q);
  expect(amongTwo?.declining.q).toBeCloseTo(2 * (alone?.declining.q ?? 0), 12);
});

test("fewer than fifty enrolled duos need larger z", () => {
  const strong = (z: { level?: number; gap?: number }, enrolled: number) => {
    const [trends] = testTrends([point(z.level ?? 0, z.gap ?? 0, 12)], enrolled);
    return [trends?.declining.strong, trends?.apart.strong];
  };
  expect(strong({ level: 2.5, gap: 2.25 }, 50)).toEqual([true, true]);
  expect(strong({ level: 2.5, gap: 2.25 }, 49)).toEqual([false, false]);
  expect(strong({ level: 2.75, gap: 2.5 }, 49)).toEqual([true, true]);
});

test("moving apart needs a gap of ten points by now", () => {
  expect(testTrends([point(0, 3, 9.9)], 60)[0]?.apart.strong).toBe(false);
  expect(testTrends([point(0, 3, 10)], 60)[0]?.apart.strong).toBe(true);
});

test("watch shows what is strong but not confirmed, and needs enough data", () => {
  const [trends] = testTrends([point(2.6, 2.3, 11)], 60);
  const { flags } = initialState;
  expect(watchOf(trends, "steady", flags)).toEqual({ declining: true, apart: true });
  expect(watchOf(trends, "diverging", { ...flags, declining: true })).toEqual({
    declining: false,
    apart: true,
  });
  expect(watchOf(trends, "not-enough-data", flags)).toEqual({ declining: false, apart: false });
  expect(watchOf(undefined, "steady", flags)).toEqual({ declining: false, apart: false });
});
