import { expect, test } from "vitest";
import { toScoreTable } from "@/lib/engine/score-table";
import { constant, duo } from "@/testkit/histories";
import { findChangePoints, type Yardstick } from "./paired-change-point";

const noise = { level: 8, gap: 7, pairs: 0 };

function changePoint(
  ic: (number | null)[],
  manager: (number | null)[],
  { companyIndex = ic.map(() => 0) }: Partial<Yardstick> = {},
) {
  const scores = toScoreTable([duo("a", ic, manager)], ic.length);
  return findChangePoints(scores, { companyIndex, noise })[0];
}

test("a fall of both partners is dated at its first cycle and scaled by the noise of the windows", () => {
  const found = changePoint([70, 70, 70, 50, 50], [60, 60, 60, 40, 40]);
  // Two recent and three reference scores each: h = 2(1/2 + 1/3), c = −20.
  expect(found?.zLevel).toBeCloseTo(20 / ((8 * Math.sqrt(5 / 3)) / 2), 12);
  expect(found?.sinceLevel).toBe(4);
  expect(found?.zGap).toBeCloseTo(0, 12);
});

test("partners moving apart widen the gap without moving the level", () => {
  const found = changePoint([60, 60, 60, 75, 75], [60, 60, 60, 45, 45]);
  expect(found?.zLevel).toBeCloseTo(0, 12);
  expect(found?.zGap).toBeCloseTo(30 / (7 * Math.sqrt(5 / 3)), 12);
  expect(found?.sinceGap).toBe(4);
  expect(found?.gapNow).toBe(30);
});

test("a gap that changes sides without widening is no evidence", () => {
  expect(changePoint([70, 70, 50, 50], [50, 50, 70, 70])?.zGap).toBe(0);
});

test("the reference reaches back eight cycles at most", () => {
  const old = [0, 0, ...constant(60, 8)];
  // At width 2 the reference is cycles 3..10; the two oldest scores must not count.
  expect(changePoint([...old, 40, 40], [...old, 40, 40])?.zLevel).toBeCloseTo(
    20 / ((8 * Math.sqrt(2 * (1 / 2 + 1 / 8))) / 2),
    12,
  );
});

test("equal splits are dated by the shortest window", () => {
  // Nobody answered in cycle 3, so widths 2 and 3 compare the same scores.
  expect(changePoint([70, 70, null, 50, 50], [70, 70, null, 50, 50])?.sinceLevel).toBe(4);
});

test("a split needs two scores of each partner on each side", () => {
  expect(changePoint([70, 70, 50, 50], [70, 70, 50, null])).toBeUndefined();
  expect(changePoint([70, 70, 50], [70, 70, 50])).toBeUndefined();
  expect(changePoint([70, 70, 50, 50, null], [70, 70, 50, 50, null])?.sinceLevel).toBe(3);
});

test("the company's own movement is taken out", () => {
  expect(
    changePoint([70, 70, 50, 50], [60, 60, 40, 40], { companyIndex: [0, 0, -20, -20] })?.zLevel,
  ).toBeCloseTo(0, 12);
});
