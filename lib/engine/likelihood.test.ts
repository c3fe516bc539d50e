import { expect, test } from "vitest";
import { directions, hypothesesOf, likelihoodRatio } from "./likelihood";
import type { Fit, Onset } from "./onset";

const fitOf = (a: number, b: number, information: number): Fit => ({
  support: { a, b },
  information: { aa: information, ab: 0, bb: information },
  reached: 1,
});

const onset = (own: Fit, gapBefore: number): Onset => ({
  cycle: 5,
  gapBefore,
  gapSince: 0,
  scoresBefore: 4,
  fits: { step: own, ramp: own },
});

test("the likelihood ratio is averaged over three sizes", () => {
  // Both fall: T_u = .75, N_u = .0375, sizes 12, 16, 22.
  const expected = (Math.exp(9 - 2.7) + Math.exp(12 - 4.8) + Math.exp(16.5 - 9.075)) / 3;
  expect(likelihoodRatio(fitOf(-0.375, -0.375, 0.01875), directions.bothFall)).toBeCloseTo(expected, 9);
  // Moving apart: T_u = .25, N_u = .01, sizes 18, 24, 32.
  const wider = (Math.exp(4.5 - 1.62) + Math.exp(6 - 2.88) + Math.exp(8 - 5.12)) / 3;
  expect(likelihoodRatio(fitOf(0.25, -0.25, 0.02), directions.icRises)).toBeCloseTo(wider, 9);
});

test("overwhelming support stays finite", () => {
  expect(likelihoodRatio(fitOf(-100, -100, 0.1), directions.bothFall)).toBe(Math.exp(600));
});

test("a fall of both is one direction, half for each shape", () => {
  const own = fitOf(-0.3, -0.4, 0.02);
  const ratio = likelihoodRatio(own, directions.bothFall);
  expect(hypothesesOf("declining", onset(own, 20), 100).map(({ weight }) => weight)).toEqual([
    ratio / 2,
    ratio / 2,
  ]);
});

test("the gap before says which side moves away", () => {
  const own = fitOf(0.2, -0.3, 0.02);
  const away = (direction: keyof typeof directions, lowerFalls: keyof typeof directions) =>
    0.7 * likelihoodRatio(own, directions[direction]) + 0.3 * likelihoodRatio(own, directions[lowerFalls]);
  const weights = (gap: number) => hypothesesOf("apart", onset(own, gap), 100).map(({ weight }) => weight);
  // Without a gap both sides are equally likely.
  const even = weights(0);
  expect(even[0]).toBeCloseTo(away("icRises", "managerFalls") / 4, 12);
  expect(even[1]).toBeCloseTo(away("managerRises", "icFalls") / 4, 12);
  // SD √(100/4) = 5: a gap of 9.8 is 1.96 of them, and Φ(1.96) = .9750021048517795 (R pnorm).
  const ahead = weights(9.8);
  expect(ahead[0]).toBeCloseTo((0.9750021048517795 * away("icRises", "managerFalls")) / 2, 10);
  expect(ahead[1]).toBeCloseTo(((1 - 0.9750021048517795) * away("managerRises", "icFalls")) / 2, 10);
});
