import { describe, expect, test } from "vitest";
import { dimensionCodes } from "@/lib/domain/published";
import { correlationsFromRows } from "@/lib/statistics/correlation-matrix";
import { lmgShares } from "@/lib/statistics/lmg-shares";
import { type Random, seededRandom } from "@/lib/statistics/random";
import { relativeWeights } from "@/lib/statistics/relative-weights";
import { toEnd } from "@/testkit/to-end";
import { clusterBootstrap } from "./cluster-bootstrap";
import { drivers as driversInSteps } from "./drivers";
import { laggedSums, type PartnerHistories, type PersonCycle, SUMS } from "./lagged-sums";
import { publishedDrivers } from "./published-drivers";

const drivers = (...given: Parameters<typeof driversInSteps>) => toEnd(driversInSteps(...given));

const CYCLES = 8;

/** Duos whose MX1 follows `target` of somebody in some cycle, plus noise; dimensions share half of their variance. */
function histories(duos: number, source: "partner-before" | "self-now", noise: number): PartnerHistories[] {
  const random = seededRandom(11);
  return Array.from({ length: duos }, () => {
    const scores = [0, 1].map(() => Array.from({ length: CYCLES }, () => nine(random)));
    const [ic, manager] = [0, 1].map((side) =>
      scores[side]!.map((dimensions, cycle): PersonCycle => {
        const followed = source === "self-now" ? dimensions : scores[1 - side]![cycle - 1];
        return { dimensions, mx1: 1 + 4 * ((followed?.[strategy] ?? 50) / 100) + noise * (random() - 0.5) };
      }),
    );
    return { ic: ic!, manager: manager! };
  });
}

const strategy = dimensionCodes.indexOf("STRAT");

function nine(random: Random) {
  const shared = 50 * random();
  return dimensionCodes.map(() => shared + 50 * random());
}

describe("lagged sums", () => {
  test("hold the partner's next answer against my dimensions, both ways", () => {
    const at = (score: number, mx1: number): PersonCycle => ({
      dimensions: dimensionCodes.map(() => score),
      mx1,
    });
    const { duos, sums } = laggedSums([
      { ic: [at(10, 1), at(20, 2)], manager: [at(30, 3), at(40, 4)] },
      { ic: [at(10, 1)], manager: [at(30, 3)] },
    ]);
    expect(duos).toBe(1);
    // IC's 10 with the manager's later 4, manager's 30 with the IC's later 2.
    expect([sums[0], sums[1], sums[2]]).toEqual([2, 6, 40]);
    expect([sums[11], sums[12], sums[21]]).toEqual([20, 100, 1000]);
  });

  test("leave out a cycle with a missing dimension, a cycle without answers and a missing MX1", () => {
    const full: PersonCycle = { dimensions: nine(seededRandom(1)), mx1: 4 };
    const partial = { dimensions: full.dimensions.with(-1, null), mx1: 4 };
    const ic = [full, undefined, partial];
    const manager = [full, { ...partial, mx1: null }, undefined, full];
    expect(laggedSums([{ ic, manager }]).duos).toBe(0);
    expect(laggedSums([{ ic: [full, full], manager }]).duos).toBe(1);
  });
});

test("driver weights are those of the rows themselves, by both methods", () => {
  const given = histories(250, "partner-before", 4);
  const pairs = given.flatMap(({ ic, manager }) =>
    [
      [ic, manager],
      [manager, ic],
    ].flatMap(([mine, partners]) =>
      mine!.slice(0, -1).map((one, cycle) => ({
        x: one!.dimensions.map((score) => score!),
        y: partners![cycle + 1]!.mx1!,
      })),
    ),
  );
  const correlations = correlationsFromRows(
    pairs.map(({ y }) => y),
    pairs.map(({ x }) => x),
  )!;
  const result = drivers(given, 1);
  if (result.standing === "hidden") throw new Error("hidden");
  for (const driver of result.drivers) {
    const dimension = dimensionCodes.indexOf(driver.dimension);
    expect(driver.weight).toBeCloseTo(relativeWeights(correlations)![dimension]!, 9);
    expect(driver.lmg).toBeCloseTo(lmgShares(correlations)![dimension]!, 9);
    expect(driver.interval.lower).toBeLessThan(driver.weight);
    expect(driver.interval.upper).toBeGreaterThan(driver.weight);
  }
});

test("a top driver is named from 200 duos on, candidates from 100, nothing below", () => {
  const given = histories(200, "partner-before", 4);
  expect(drivers(given, 1)).toMatchObject({
    standing: "named",
    duos: 200,
    drivers: [{ dimension: "STRAT" }, {}, {}, {}, {}, {}, {}, {}, {}],
  });
  expect(drivers(given.slice(1), 1)).toMatchObject({ standing: "candidates", duos: 199 });
  expect(drivers(given.slice(100), 1)).toMatchObject({ standing: "candidates", duos: 100 });
  expect(drivers(given.slice(101), 1)).toEqual({ standing: "hidden", duos: 99 });
});

test("a driver that is not separated from the rest is not named", () => {
  expect(drivers(histories(200, "partner-before", 400), 1)).toMatchObject({ standing: "candidates" });
});

test("drivers explain nothing where each person's answer goes with their own dimensions only", () => {
  const result = drivers(histories(300, "self-now", 0), 1);
  expect(result).toMatchObject({ standing: "candidates" });
  if (result.standing !== "hidden") expect(result.rSquared).toBeLessThan(0.01);
});

test("drivers are the same with the same seed, and hidden where answers do not vary", () => {
  const given = histories(120, "partner-before", 4);
  expect(drivers(given, 9)).toEqual(drivers(given, 9));
  const constant = given.map(({ ic, manager }) => ({
    ic: ic.map((one) => one && { ...one, mx1: 3 }),
    manager: manager.map((one) => one && { ...one, mx1: 3 }),
  }));
  expect(drivers(constant, 1)).toEqual({ standing: "hidden", duos: 120 });
});

describe("of drivers is published", () => {
  const given = histories(200, "partner-before", 4);

  test("once one is named, whole percent that add up, and nothing of the intervals", () => {
    const found = drivers(given, 1);
    const { drivers: published, ...rest } = publishedDrivers(found);
    expect(rest).toEqual({ standing: "named", duos: 200, explained: expect.any(Number) });
    if (found.standing === "hidden") throw new Error("hidden");
    expect(rest.explained! - 100 * found.rSquared).toBeLessThanOrEqual(0.5);
    expect(published?.map(({ dimension }) => dimension)).toEqual(found.drivers.map((one) => one.dimension));
    for (const one of published!) {
      expect(Object.keys(one)).toEqual(["dimension", "percent"]);
      expect(Number.isInteger(one.percent)).toBe(true);
    }
    const total = published!.reduce((sum, { percent = 0 }) => sum + percent, 0);
    expect(Math.abs(total - 100)).toBeLessThanOrEqual(4.5);
  });

  test("of candidates three names in the instrument's order, without a figure", () => {
    const { drivers: published, ...rest } = publishedDrivers(drivers(given.slice(1), 1));
    expect(rest).toEqual({ standing: "candidates", duos: 199, explained: null });
    const names = published!.map(({ dimension }) => dimension);
    expect(published).toEqual(names.map((dimension) => ({ dimension })));
    expect(names).toHaveLength(3);
    expect(names).toContain("STRAT");
    expect(names).toEqual(dimensionCodes.filter((code) => names.includes(code)));
    expect(publishedDrivers({ standing: "hidden", duos: 9 })).toEqual({
      standing: "hidden",
      duos: 9,
      explained: null,
      drivers: null,
    });
  });
});

describe("cluster bootstrap", () => {
  test("of more than a thousand duos draws from clusters that hold every duo once", () => {
    const duos = 2500;
    const sums = new Float64Array(duos * SUMS).map((_, i) => (i % SUMS === 0 ? 1 : 0));
    let total = 0;
    for (const resampled of clusterBootstrap({ duos, sums }, { resamples: 40, seed: 1 })) {
      total += resampled[0]! / 40;
      expect(resampled[0]).toBeGreaterThanOrEqual(2000);
      expect(resampled[0]).toBeLessThanOrEqual(3000);
    }
    expect(Math.abs(total - duos)).toBeLessThan(25);
  });
});
