import { describe, expect, test } from "vitest";
import { coarseMean } from "@/lib/publication/masked-cell";
import { seededRandom } from "@/lib/statistics/random";
import { attack } from "./attack";
import { STEP } from "./duo-values";
import { interval, summarize, type Told, WIDE } from "./told";

/** Trust of a duo: 0, 12.5, … 100 points. */
const trust = [0, 6, 12, 18, 24, 30, 36, 42, 48];
const told = (values: number[], more: Partial<Told> = {}): Told => ({
  values,
  domains: values.map(() => trust),
  known: new Set(),
  groups: [[...values.keys()]],
  columns: [],
  wide: [],
  wideFrom: WIDE,
  units: [[0]],
  // The exact sum: nothing is rounded away.
  alsoPublished: (held) => [String(held.reduce((sum, value) => sum + value, 0))],
  ...more,
});
const determined = (one: Told) => attack(one, performance.now() + 10_000).determined;

describe("the lattice attacker", () => {
  test("determines nothing of five duos, alike or not", () => {
    expect(determined(told([24, 24, 24, 24, 24]))).toEqual([]);
    expect(determined(told([0, 6, 48, 24, 30]))).toEqual([]);
    expect(determined(told([48, 48, 48, 48, 48]))).toEqual([]);
  });
  test("determines what rows leave no choice for", () => {
    const domains = [[24], [24], [24], [24], trust];
    expect(determined(told([24, 24, 24, 24, 30], { domains }))).toEqual([0, 1, 2, 3, 4]);
  });
  test("determines the only duo beside those that the reader knows", () => {
    const one = told([12, 24, 30, 24, 18], { known: new Set([0, 1, 2, 3]) });
    expect(determined(one)).toEqual([4]);
    expect(determined({ ...one, known: new Set([0, 1, 2]) })).toEqual([]);
  });
  test("determines duos that all lie at the end beside the reader's own", () => {
    const one = told([24, 0, 0, 0, 0], { known: new Set([0]) });
    // 50 points and four times 0: the mean is 10, and the reader subtracts.
    expect(determined(one)).toEqual([1, 2, 3, 4]);
  });
  const crossing = told([6, 12, 18, 24], {
    groups: [
      [0, 1],
      [2, 3],
    ],
    units: [[0], [1]],
  });
  test("moves values around a cycle of groups and pair types", () => {
    const columns = [
      [0, 2],
      [1, 3],
    ];
    expect(determined({ ...crossing, columns })).toEqual([]);
  });
  test("is unsure where pair types leave no cycle", () => {
    const alone = { ...crossing, columns: [[0], [1, 2, 3]] };
    expect(attack(alone, performance.now() + 10_000).undecided).toEqual([0, 1]);
  });
  test("leaves open what rounding hides, though exact means would tell", () => {
    const domains = [[24], [24], [24], [24], trust];
    const rounded = told([24, 24, 24, 24, 30], { domains, alsoPublished: () => [] });
    expect(attack(rounded, performance.now() + 10_000)).toEqual({
      open: 1,
      determined: [0, 1, 2, 3],
      undecided: [],
    });
  });
});

test("the interval is the one that the product publishes", () => {
  const random = seededRandom(11);
  for (let round = 0; round < 200; round++) {
    const values = Array.from({ length: 20 + round }, () => trust[Math.floor(random() * 9)]! * STEP);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const spread = values.map((value) => Math.min(90, Math.max(10, value)));
    const { low, high } = coarseMean(values, values);
    expect(interval(mean, summarize(spread, [...spread.keys()]))).toEqual([low, high]);
  }
});
