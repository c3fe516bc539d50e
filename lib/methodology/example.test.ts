import { expect, test } from "vitest";
import { workedExample } from "./example";

const example = workedExample();
const last = example.series.at(-1)!.row;

test("answers become dimensions, persons and the duo, as by hand", () => {
  const ic = { DISC: 50, STRAT: 50, SOUND: 50, TEAM: 62.5, INCL: 50, INFO: 37.5, TRUST: 75, CUST: 75 };
  expect(example.dimensions.ic).toMatchObject(ic);
  expect(example.dimensions.ic.ALIGN).toBeCloseTo(175 / 3, 12);
  // "No real disagreement" (DQ2) and "can't say" (AL2) do not count: their dimensions are means of the other items.
  expect(example.dimensions.manager).toEqual({
    DISC: 50,
    STRAT: 50,
    SOUND: 75,
    TEAM: 50,
    INCL: 75,
    INFO: 50,
    TRUST: 50,
    ALIGN: 50,
    CUST: 50,
  });
  const icSum = Object.values(ic).reduce((sum, score) => sum + score, 175 / 3);
  expect(example.person.ic).toBeCloseTo(icSum / 9, 12);
  expect(example.person.manager).toBeCloseTo(500 / 9, 12);
  expect(example.duo).toBeCloseTo((icSum + 500) / 18, 12);
  expect(example.gap).toBeCloseTo((icSum - 500) / 9, 12);
  // Shared items only: without OT2 and TI2, and without Trust.
  const distances = [0, 0, 25, 0, 25, 0, 175 / 3 - 50, 25];
  expect(example.profileGap).toBeCloseTo(distances.reduce((sum, one) => sum + one, 0) / 8, 12);
});

test("the level is the shrunken mean of three cycles", () => {
  const y = ((73 + 56 + example.person.ic) / 3 + (66 + 51 + example.person.manager) / 3) / 2;
  const v = (64 * (2 / 3)) / 4;
  const mean = (y + 20 * 64) / 21;
  const variance = (25 + 20 * 140) / 21;
  const w = variance / (variance + v);
  expect(last.level).toBeCloseTo(w * y + (1 - w) * mean, 10);
  expect(last.levelSd).toBeCloseTo(Math.sqrt(w * v), 10);
});

test("change scores weigh dimensions by their items", () => {
  const { ic, manager } = example.dimensions;
  const weighted = ({ DISC, TEAM, INFO, ALIGN, ...single }: typeof ic) =>
    (1.9 * (DISC! + TEAM! + INFO!) +
      2.7 * ALIGN! +
      Object.values(single).reduce((sum, one) => sum + one, 0)) /
    13.4;
  expect(example.change.ic).toBeCloseTo(weighted(ic), 12);
  expect(example.change.manager).toBeCloseTo(weighted(manager), 12);
});

test("the evidence at each onset and in each shape is that of a normal level with variance 32", () => {
  // Everybody answered and nobody varies more than usual, so a fall of both concerns the mean alone.
  const level = example.series.map(({ icChange, managerChange }) => (icChange + managerChange) / 2);
  const ratio = (onset: number, shape: (cycle: number) => number) => {
    const x = level.map((_, t) => (t + 1 < onset ? 0 : shape(t + 1)));
    const sum = (values: readonly number[]) => values.reduce((total, one) => total + one, 0);
    const mean = sum(x) / 8;
    const support = -sum(level.map((score, t) => (x[t]! - mean) * score)) / 32;
    const information = sum(x.map((one) => (one - mean) ** 2)) / 32;
    return sum([12, 16, 22].map((size) => Math.exp(size * support - (size ** 2 * information) / 2))) / 3;
  };
  // Onset 8 has one recent cycle; the earliest with two cycles before it is 3.
  const ratios = [7, 6, 5, 4, 3].map(
    (onset) => (ratio(onset, () => 1) + ratio(onset, (cycle) => Math.min(6, cycle - onset + 1) / 6)) / 2,
  );
  const evidence = ratios.reduce((sum, one) => sum + one, 0) / 6;
  expect(Math.exp(last.lnEvidence.declining!)).toBeCloseTo(evidence, 8);
});

test("the change is found in the eighth cycle and dated to the seventh", () => {
  expect(example.constants.bars.declining).toBe(50);
  expect(example.series.map(({ row }) => [row.status, row.reason, row.sinceCycle])).toEqual([
    ["not-enough-data", "both", null],
    ["steady", null, null],
    ["steady", null, null],
    ["steady", null, null],
    ["steady", null, null],
    ["steady", null, null],
    ["steady", null, null],
    ["diverging", "declining", 7],
  ]);
});
