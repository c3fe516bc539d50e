import { expect, test } from "vitest";
import { constant, duo, stableDuos } from "@/testkit/histories";
import { runVersion1, testTrends } from "./version-1";

const point = (zLevel: number, zGap = 0, gapNow = 0) => ({
  zLevel,
  sinceLevel: 4,
  zGap,
  sinceGap: 4,
  gapNow,
});

test("p is the tail times the number of looks, never above one", () => {
  // 1 − Φ(1.96) = 0.0249978951482204, Φ(0) = 0.5 (R pnorm); q of a single duo is its p.
  const [trends] = testTrends([point(1.96, 1.96)], 60);
  expect(trends?.declining.q).toBeCloseTo(3.3 * 0.0249978951482204, 12);
  expect(trends?.apart.q).toBeCloseTo(2 * 0.0249978951482204, 12);
  expect(testTrends([point(0)], 60)[0]?.declining.q).toBe(1);
});

test("fewer than fifty enrolled duos need larger z, moving apart a gap of ten points", () => {
  const strong = (z: { level?: number; gap?: number; gapNow?: number }, enrolled: number) => {
    const [trends] = testTrends([point(z.level ?? 0, z.gap ?? 0, z.gapNow ?? 12)], enrolled);
    return [trends?.declining.strong, trends?.apart.strong];
  };
  expect(strong({ level: 2.5, gap: 2.25 }, 50)).toEqual([true, true]);
  expect(strong({ level: 2.5, gap: 2.25 }, 49)).toEqual([false, false]);
  expect(strong({ level: 2.75, gap: 2.5 }, 49)).toEqual([true, true]);
  expect(strong({ gap: 3, gapNow: 9.9 }, 60)).toEqual([false, false]);
});

test("a drop raises the flag, which stays through silence", () => {
  const fallen = duo(
    "fallen",
    [...constant(75, 6), 69, 69, null, null],
    [...constant(70, 6), 64, 64, null, null],
  );
  const rows = runVersion1([...stableDuos(60, 10), fallen], 10).map((cycle) => cycle.at(-1)!);
  expect(rows.map(({ flags }) => flags.declining)).toEqual([
    ...constant(0, 7).map(() => false),
    true,
    true,
    true,
  ]);
});
