import { describe, expect, it } from "vitest";
import { bandOf, labelled, plot, plotFloor, runs, spread, xOf, yOf } from "./geometry";

describe("scales", () => {
  it("puts the ends of the domain on the edges of the plot", () => {
    expect(yOf(0, [0, 100])).toBe(plotFloor);
    expect(yOf(100, [0, 100])).toBe(plot.top);
    expect(yOf(50, [0, 100])).toBe((plot.top + plotFloor) / 2);
  });

  it("spaces points from edge to edge and centres a single one", () => {
    expect([0, 1, 2].map((index) => xOf(index, 3))).toEqual([0, 50, 100]);
    expect(xOf(0, 1)).toBe(50);
  });

  it("leaves a tenth of a band on either side", () => {
    expect(bandOf(1, 4)).toEqual({ x: 27.5, width: 20, middle: 37.5 });
  });
});

describe("labels", () => {
  it("names every third of thirteen cycles, the last one among them", () => {
    const named = Array.from({ length: 13 }, (_, index) => index).filter((index) => labelled(index, 13));
    expect(named).toEqual([0, 3, 6, 9, 12]);
  });

  it("names all of a few", () => {
    expect([0, 1, 2].every((index) => labelled(index, 3))).toBe(true);
    expect(labelled(0, 1)).toBe(true);
  });

  it("keeps names apart, downwards first", () => {
    expect(spread([10, 12, 60], 17, 200)).toEqual([10, 27, 60]);
  });

  it("moves a run up when it would leave the floor", () => {
    expect(spread([90, 95, 100], 17, 100)).toEqual([66, 83, 100]);
  });
});

describe("runs", () => {
  it("breaks a line where a value is missing", () => {
    expect(runs([1, 2, null, 4, null], (value) => value !== null)).toEqual([[0, 1], [3]]);
  });
});
