import { expect, test } from "vitest";
import { normalCdf } from "../statistics/normal";
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
  const distances = [0, 0, 25, 12.5, 25, 12.5, 25, 175 / 3 - 50, 25];
  expect(example.profileGap).toBeCloseTo(distances.reduce((sum, one) => sum + one, 0) / 9, 12);
});

test("the level is the shrunken mean of three cycles", () => {
  const y = ((73 + 58 + example.person.ic) / 3 + (66 + 53 + example.person.manager) / 3) / 2;
  const v = (64 * (2 / 3)) / 4;
  const mean = (y + 20 * 64) / 21;
  const variance = (25 + 20 * 140) / 21;
  const w = variance / (variance + v);
  expect(last.level).toBeCloseTo(w * y + (1 - w) * mean, 10);
  expect(last.levelSd).toBeCloseTo(Math.sqrt(w * v), 10);
});

test("the change is found between the sixth and the seventh cycle, and confirmed in the eighth", () => {
  const change =
    ((58 + example.person.ic) / 2 -
      (72 + 70 + 74 + 71 + 69 + 73) / 6 +
      ((53 + example.person.manager) / 2 - (68 + 70 + 69 + 72 + 66) / 5)) /
    2;
  const z = -change / ((8 * Math.sqrt(1 / 2 + 1 / 6 + 1 / 2 + 1 / 5)) / 2);
  expect(last.zLevel).toBeCloseTo(z, 10);
  expect(last.pLevel).toBeCloseTo(3.3 * normalCdf(-z), 10);
  expect(last.qLevel).toBe(last.pLevel);
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
