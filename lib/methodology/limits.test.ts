import { expect, test } from "vitest";
import { toEnd } from "@/testkit/to-end";
import { dimensionCodes } from "../domain/published";
import { blockForCycle } from "../instrument/questionnaire";
import { agreementThresholds } from "../organization/agreement-bands";
import { drivers as driversInSteps } from "../organization/drivers";
import type { PartnerHistories } from "../organization/lagged-sums";
import { unitMean } from "../organization/unit-mean";
import { coarseMean } from "../publication/masked-cell";
import { levelBand, publishedLevel } from "../publication/rounding";
import { rowBands } from "../publication/row-bands";
import { shareBandOf } from "../publication/share-band";
import { type DimensionScores, personScore } from "../scoring/person";
import { meanInterval } from "../statistics/mean-interval";
import { normalQuantile } from "../statistics/normal";
import { quantile } from "../statistics/quantile";
import { seededRandom } from "../statistics/random";
import { linkVersions } from "../statistics/version-linking";
import { wilsonInterval } from "../statistics/wilson";
import { limits } from "./limits";

const drivers = (...given: Parameters<typeof driversInSteps>) => toEnd(driversInSteps(...given));

const just = 1e-9;

test("bands and the step of a published level", () => {
  const { low, high } = limits.bands;
  expect([low - just, low, high - just, high].map(levelBand)).toEqual(["low", "middle", "middle", "high"]);
  expect([0.51, 1.49].map((steps) => publishedLevel(steps * limits.levelStep))).toEqual(
    [1, 1].map((steps) => steps * limits.levelStep),
  );
});

test("dimensions of a person score", () => {
  const first = (n: number) => Object.fromEntries(dimensionCodes.slice(0, n).map((code) => [code, 60]));
  expect(personScore(first(limits.dimensionsNeeded))).toBe(60);
  expect(personScore(first(limits.dimensionsNeeded - 1))).toBeUndefined();
});

test("cycles between two profiles", () => {
  const profiles = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13].filter(
    (cycle) => blockForCycle(cycle) === "P_profile",
  );
  expect(profiles).toEqual([1, 1 + limits.profileEvery, 1 + 2 * limits.profileEvery]);
});

test("bands of shares", () => {
  const bandsAround = limits.shareBands.map((bound) =>
    [-1, 0, 1].map((step) => shareBandOf((Math.round(1000 * bound) + step) / 1000)),
  );
  expect(bandsAround).toEqual([
    ["to-20", "to-20", "to-50"],
    ["to-50", "to-50", "under-80"],
    ["under-80", "from-80", "from-80"],
  ]);
});

test("cycles behind a band", () => {
  const { of, needed } = limits.bandCycles;
  const scores = Array<number>(9).fill(80);
  const bandsOver = (cycles: number) =>
    rowBands([{ duoId: "a", cycles: Array(cycles).fill({ ic: scores, manager: scores }) }], 1).get("a")!
      .dimensions;
  expect(bandsOver(needed)).toHaveProperty("DISC", "high");
  expect(bandsOver(needed - 1)).toEqual({});
  expect(() => bandsOver(of + 1)).toThrow(RangeError);
});

test("how rough a masked mean is", () => {
  const { low, high, wholePointsFrom, step } = limits.maskedMean;
  const meanOf = (value: number, duos: number) =>
    coarseMean(Array(duos).fill(value), Array(duos).fill(value));
  expect(meanOf(low - 3, wholePointsFrom).value).toBe(low);
  expect(meanOf(high + 3, wholePointsFrom).value).toBe(high);
  expect(meanOf(62.6, wholePointsFrom - 1)).toEqual({ value: 13 * step, low: null, high: null });
  expect(meanOf(62.6, wholePointsFrom)).toMatchObject({ value: 63 });
  expect(meanOf(62.6, wholePointsFrom).low).not.toBeNull();
});

test("quantiles of agreement", () => {
  const profile = (score: number): DimensionScores => ({ DISC: score });
  const scores = [10, 14, 25, 47, 80];
  const duos = scores.map((score) => ({ ic: profile(score), manager: profile(100 - score) }));
  const gaps = scores.flatMap((ic, i) =>
    scores.flatMap((manager, j) => (i === j ? [] : [Math.abs(ic - (100 - manager))])),
  );
  expect(agreementThresholds(duos, 1)).toEqual({
    high: quantile(gaps, limits.agreement.high),
    low: quantile(gaps, limits.agreement.low),
  });
});

test("above and below the company", () => {
  // Equal variances between units and of the unit's mean: the difference is half of the distance, w·v is 1.
  const prior = { mu: 50, muSe: 0, tau2: 2, within: 2 };
  const turning = 2 * normalQuantile(limits.verdict)!;
  expect(unitMean([50 + turning + 1e-6], prior)?.verdict).toBe("above");
  expect(unitMean([50 + turning - 1e-6], prior)?.verdict).toBe("not-distinguishable");
  expect(unitMean([50 - turning - 1e-6], prior)?.verdict).toBe("below");
});

test("confidence of the intervals", () => {
  expect(meanInterval([1, 2, 4])).toEqual(meanInterval([1, 2, 4], limits.confidence));
  expect(wilsonInterval(2, 7)).toEqual(wilsonInterval(2, 7, limits.confidence));
});

test("linking", () => {
  const { minPeople, spliceWithin, minCorrelation } = limits.linking;
  const alternating = (n: number, shift: number) => {
    const old = Array.from({ length: n }, (_, i) => (i % 2 ? 40 : 60));
    return linkVersions(
      old,
      old.map((score) => score - shift),
    )?.decision;
  };
  expect(alternating(minPeople, 0)).toBe("splice");
  expect(alternating(minPeople - 1, 0)).toBe("common-items");
  expect(alternating(minPeople, spliceWithin)).toBe("splice");
  expect(alternating(minPeople, spliceWithin + 0.1)).toBe("line");
  // Signs that agree in a share (1 + r) / 2 of people correlate at r.
  const correlating = (r: number) => {
    const agreeing = Math.round((200 * (1 + r)) / 2);
    const old = Array.from({ length: 200 }, (_, i) => (i % 2 ? 90 : 10));
    const renewed = old.map((score, i) => (Math.floor(i / 2) < agreeing / 2 ? score : 100 - score));
    return linkVersions(
      old.map((score) => score + 10),
      renewed,
    )?.decision;
  };
  expect(correlating(minCorrelation + 0.02)).toBe("line");
  expect(correlating(minCorrelation - 0.02)).toBe("break");
});

test("drivers", () => {
  const { candidatesFrom, namedFrom } = limits.drivers;
  const standing = (duos: number) => drivers(histories(duos), 3).standing;
  expect(standing(candidatesFrom - 1)).toBe("hidden");
  expect(standing(candidatesFrom)).toBe("candidates");
  expect(standing(namedFrom - 1)).toBe("candidates");
  expect(standing(namedFrom)).toBe("named");
});

/** Duos in which one dimension alone goes with the partner's next answer. */
function histories(duos: number): PartnerHistories[] {
  const random = seededRandom(5);
  return Array.from({ length: duos }, () => {
    const dimensions = dimensionCodes.map(() => 100 * random());
    const next = { dimensions, mx1: 1 + 4 * (dimensions[dimensionCodes.indexOf("STRAT")]! / 100) };
    return { ic: [{ dimensions, mx1: null }], manager: [undefined, next] };
  });
}
