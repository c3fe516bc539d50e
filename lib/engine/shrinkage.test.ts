import { expect, test } from "vitest";
import { duo } from "@/testkit/histories";
import { toScoreTable } from "./score-table";
import { estimatePrior, shrink, shrinkDuos } from "./shrinkage";

const noise = { level: 8, gap: 7, pairs: 0 };

test("without duos the prior is the anchor", () => {
  expect(estimatePrior([], { mean: 64, variance: 140 })).toEqual({ mean: 64, variance: 140 });
});

test("the prior blends the duos' median and excess variance with twenty duos like the anchor", () => {
  const observed = [40, 50, 90].map((mean) => ({ mean, variance: 16 }));
  const prior = estimatePrior(observed, { mean: 64, variance: 140 });
  expect(prior.mean).toBeCloseTo((3 * 50 + 20 * 64) / 23, 12);
  expect(prior.variance).toBeCloseTo((3 * (700 - 16) + 20 * 140) / 23, 12);
});

test("the variance between duos is never taken to be below 25", () => {
  const observed = [60, 60].map((mean) => ({ mean, variance: 16 }));
  expect(estimatePrior(observed, { mean: 0, variance: 230 }).variance).toBeCloseTo(
    (2 * 25 + 20 * 230) / 22,
    12,
  );
});

test("an estimate as noisy as the prior is wide moves half way", () => {
  expect(shrink({ mean: 80, variance: 100 }, { mean: 60, variance: 100 })).toEqual({
    mean: 70,
    sd: Math.sqrt(50),
  });
});

test("level and gap use the last three cycles and both partners' own means", () => {
  const scores = toScoreTable(
    [duo("a", [0, 70, null, 90], [0, null, 50, null]), duo("b", [60, null, null, null], [60, 60, 60, 60])],
    4,
  );
  const { duos, levelPrior, gapPrior } = shrinkDuos(scores, noise);
  // Duo a: IC mean 80 of two, manager 50 of one; duo b's IC has no score in the window.
  expect(duos[0]).toEqual({
    level: shrink({ mean: 65, variance: (64 * 1.5) / 4 }, levelPrior),
    gap: shrink({ mean: 30, variance: 49 * 1.5 }, gapPrior),
  });
  expect(duos[1]).toBeUndefined();
});
