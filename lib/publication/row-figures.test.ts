import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countRows } from "@/testkit/count-rows";
import { mean } from "../statistics/mean";
import { meanInterval } from "../statistics/mean-interval";
import { type FigureRow, levelFigure, rowsWithBand } from "./row-figures";

const complete = (row: Partial<FigureRow> = {}): FigureRow => ({
  complete: true,
  status: "steady",
  level: 60,
  agreement: "some",
  dimensionBands: { DISC: "low", CUST: "high" },
  ...row,
});
const incomplete: FigureRow = {
  complete: false,
  status: null,
  level: null,
  agreement: null,
  dimensionBands: null,
};
const unknown = complete({ status: "not-enough-data", level: null, agreement: null, dimensionBands: null });

describe("counts of rows", () => {
  const rows = [
    complete(),
    complete({ status: "strained", level: 45, agreement: "low" }),
    incomplete,
    unknown,
  ];
  it("are over the complete duos, of those enrolled", () => {
    const counts = countRows(rows);
    expect(counts).toMatchObject({
      enrolled: 4,
      complete: 3,
      states: { multiplying: 0, steady: 1, strained: 1, diverging: 0, "not-enough-data": 1 },
      agreement: { low: 1, some: 1, high: 0 },
      dimensions: {
        DISC: { low: 2, middle: 0, high: 0 },
        CUST: { low: 0, middle: 0, high: 2 },
        STRAT: { low: 0, middle: 0, high: 0 },
      },
    });
    expect(counts.levels).toHaveLength(21);
    expect([counts.levels[9], counts.levels[12]]).toEqual([1, 1]);
    expect(counts.dimensions).not.toHaveProperty("TRUST");
    expect(rowsWithBand(counts.dimensions.DISC)).toBe(2);
  });
});

describe("the level of rows", () => {
  const of = (...levels: (number | null)[]) =>
    levelFigure(countRows(levels.map((level) => complete({ level }))).levels);
  it("is the mean of the levels shown, with Student's interval", () => {
    // Of 50, 60, 65 and 75: s = 10.408, and Student's 97.5% quantile of 3 degrees of freedom is 3.1824.
    const figure = of(50, 60, 65, 75, null)!;
    expect(figure).toMatchObject({ duos: 4, mean: 62.5 });
    expect(figure.low).toBeCloseTo(45.938, 3);
    expect(figure.high).toBeCloseTo(79.062, 3);
  });
  it("is that of the levels one by one", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 2, maxLength: 60 }), (steps) => {
        const levels = steps.map((step) => 5 * step);
        const { lower, upper } = meanInterval(levels)!;
        const figure = of(...levels)!;
        expect(figure).toMatchObject({ duos: levels.length, mean: mean(levels) });
        if (new Set(levels).size === 1) {
          expect(figure).toMatchObject({ low: null, high: null });
          return;
        }
        expect(figure.low).toBeCloseTo(Math.max(0, lower), 9);
        expect(figure.high).toBeCloseTo(Math.min(100, upper), 9);
      }),
    );
  });
  it("stays within the scale, has no interval for one row or rows alike, and is missing for none", () => {
    expect(of(0, 100)).toMatchObject({ mean: 50, low: 0, high: 100 });
    expect(of(55)).toEqual({ duos: 1, mean: 55, low: null, high: null });
    // That two are alike does not say that the mean lies there for certain.
    expect(of(60, 60)).toEqual({ duos: 2, mean: 60, low: null, high: null });
    expect(of(null)).toBeUndefined();
  });
});
