import { describe, expect, it } from "vitest";
import { bandScale, isLabelled, pointScale, spread, verticalScale } from "./geometry";
import { plot, plotFloor } from "./plot";

describe("scales", () => {
  it("puts the ends of the domain on the edges of the plot", () => {
    const y = verticalScale([0, 100]);
    expect([y(0), y(100), y(50)]).toEqual([plotFloor, plot.top, (plot.top + plotFloor) / 2]);
  });

  it("spaces points from edge to edge and centres a single one", () => {
    expect([0, 1, 2].map(pointScale(3))).toEqual([0, 50, 100]);
    expect(pointScale(1)(0)).toBe(50);
  });

  it("leaves a tenth of a band on either side", () => {
    expect(bandScale(4)(1)).toEqual({ start: 27.5, length: 20, middle: 37.5 });
    expect(bandScale(3, [0, 96])(2)).toEqual({ start: 67.2, length: 25.6, middle: 80 });
  });
});

describe("labels", () => {
  it("names every third of thirteen cycles, the last one among them", () => {
    const named = Array.from({ length: 13 }, (_, index) => index).filter((index) => isLabelled(index, 13));
    expect(named).toEqual([0, 3, 6, 9, 12]);
  });

  it("names all of a few", () => {
    expect([0, 1, 2].every((index) => isLabelled(index, 3))).toBe(true);
    expect(isLabelled(0, 1)).toBe(true);
  });

  it("keeps names apart, downwards first", () => {
    expect(spread([10, 12, 60], 17, 200)).toEqual([10, 27, 60]);
  });

  it("moves a run up when it would leave the floor", () => {
    expect(spread([90, 95, 100], 17, 100)).toEqual([66, 83, 100]);
  });
});
