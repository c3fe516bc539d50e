import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seededRandom } from "@/lib/statistics/random";
import { agreementBand, agreementThresholds, type DuoProfiles } from "./agreement-bands";

const profile = (score: number) => ({ DISC: score, STRAT: score });

describe("agreement bands", () => {
  test("thresholds are the quartile and the median of other people's pairs", () => {
    // Pairs of strangers: |10−30| = 20, |10−70| = 60, |20−20| = 0, |20−70| = 50, |60−20| = 40, |60−30| = 30.
    const duos = [
      { ic: profile(10), manager: profile(20) },
      { ic: profile(20), manager: profile(30) },
      { ic: profile(60), manager: profile(70) },
    ];
    expect(agreementThresholds(duos, 1)).toEqual({ high: 22.5, low: 35 });
  });

  test("high lies below the quartile, low above the median", () => {
    const thresholds = { high: 20, low: 30 };
    expect([19.9, 20, 30, 30.1].map((gap) => agreementBand(gap, thresholds))).toEqual([
      "high",
      "some",
      "some",
      "low",
    ]);
  });

  test("are undefined without somebody else's partner or a shared dimension", () => {
    expect(agreementThresholds([{ ic: profile(1), manager: profile(2) }], 1)).toBeUndefined();
    const apart: DuoProfiles = { ic: { DISC: 1 }, manager: { STRAT: 2 } };
    expect(agreementThresholds([apart, apart], 1)).toBeUndefined();
  });

  test("a sample of a large organization comes near all its pairs, and repeats with its seed", () => {
    const random = seededRandom(5);
    const duos = Array.from({ length: 400 }, () => ({
      ic: profile(100 * random()),
      manager: profile(100 * random()),
    }));
    const gaps = duos.flatMap((one, i) =>
      duos.flatMap((other, j) => (i === j ? [] : Math.abs(one.ic.DISC - other.manager.DISC))),
    );
    gaps.sort((a, b) => a - b);
    const sampled = agreementThresholds(duos, 3)!;
    expect(Math.abs(sampled.high - gaps[Math.round(gaps.length / 4)]!)).toBeLessThan(1);
    expect(Math.abs(sampled.low - gaps[Math.round(gaps.length / 2)]!)).toBeLessThan(1);
    expect(agreementThresholds(duos, 3)).toEqual(sampled);
    expect(agreementThresholds(duos, 4)).not.toEqual(sampled);
  });

  test("swapping every duo's partners changes nothing while all pairs are taken", () => {
    const score = fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined });
    const person = fc.record({ DISC: score, TRUST: score, ALIGN: score });
    fc.assert(
      fc.property(fc.array(fc.record({ ic: person, manager: person }), { maxLength: 20 }), (duos) => {
        const swapped = duos.map(({ ic, manager }) => ({ ic: manager, manager: ic }));
        expect(agreementThresholds(swapped, 1)).toEqual(agreementThresholds(duos, 1));
      }),
    );
  });
});
