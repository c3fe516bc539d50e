import { expect, test } from "vitest";
import { constant, duo, stableDuos } from "@/testkit/histories";
import { changeVariances, pooledChangeNoise, pooledNoise } from "./noise";
import { toScoreTable } from "./score-table";

test("without twenty pairs at any lag the noise is the prior", () => {
  const scores = toScoreTable(stableDuos(19, 3), 3);
  expect(pooledNoise(scores, [])).toEqual({ level: 8, gap: 7, pairs: 0 });
});

test("one lag of twenty pairs is blended with a prior worth a hundred", () => {
  // Level moves by 10, the gap by 20: v_L = (1.4826·10)², v_G = (1.4826·20)²/4.
  const series = Array.from({ length: 20 }, (_, i) => duo(`${i}`, [50, null, 70], [50, null, 50]));
  const noise = pooledNoise(toScoreTable(series, 3), []);
  const variance = (1.4826 * 10) ** 2;
  expect(noise.pairs).toBe(20);
  expect(noise.level).toBeCloseTo(Math.sqrt((20 * variance + 100 * 64) / 120), 12);
  expect(noise.gap).toBeCloseTo(Math.sqrt((20 * variance + 100 * 49) / 120), 12);
});

test("lags of one and of more than five cycles do not count", () => {
  const scores = toScoreTable(
    Array.from({ length: 30 }, (_, i) =>
      duo(`${i}`, [50, 60, ...constant(null, 4), 70], [50, 60, ...constant(null, 4), 70]),
    ),
    7,
  );
  // Cycles 1, 2 and 7 are answered: lags 1, 5 and 6, of which only 5 is used.
  expect(pooledNoise(scores, []).pairs).toBe(30);
});

test("a pair of cycles with a break between them is left out", () => {
  const scores = toScoreTable(stableDuos(20, 4), 4);
  // Pairs of lags 2 and 3: (1,3), (2,4) and (1,4); a break before cycle 2 leaves (2,4).
  expect(pooledNoise(scores, []).pairs).toBe(60);
  expect(pooledNoise(scores, [2]).pairs).toBe(20);
});

test("the noise of change is three points at least", () => {
  // Nobody ever changes an answer: only the prior's share of the variance is left, 100·64/(100 + n).
  const scores = toScoreTable(stableDuos(400, 8), 8);
  const raw = pooledNoise(scores, []);
  expect(raw.level).toBeCloseTo(Math.sqrt(6400 / (100 + 400 * 18)), 12);
  expect(pooledChangeNoise(scores, [])).toEqual({ level: 3, gap: 3, pairs: raw.pairs });
});

test("the variances of one cycle follow from the noise of a person", () => {
  // V_L = 8²/2, V_G = 2·6²; o = V_L + V_G/4, c = V_L − V_G/4.
  expect(changeVariances({ level: 8, gap: 6, pairs: 0 })).toEqual({
    level: 32,
    gap: 72,
    own: 50,
    covariance: 14,
  });
});
