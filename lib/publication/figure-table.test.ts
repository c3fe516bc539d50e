import { describe, expect, it } from "vitest";
import { dimensionCodes } from "../domain/published";
import { FigureTable } from "./figure-table";
import type { PersonFigures } from "./person-figures";

const figures = (score: number | null): PersonFigures => ({
  score,
  mx1: score === null ? null : 4,
  dimensions: dimensionCodes.map((_, index) => (index === 3 ? null : 10 * index + 0.25)),
  shared: dimensionCodes.map((_, index) => (index === 7 ? null : index / 3)),
});

describe("a table of figures", () => {
  it("gives back what was set, for each partner and cycle", () => {
    const table = new FigureTable(3);
    table.set({ duoId: "one", side: "ic", cycle: 0 }, figures(50));
    table.set({ duoId: "one", side: "ic", cycle: 2 }, figures(60));
    table.set({ duoId: "one", side: "manager", cycle: 2 }, figures(70));
    table.set({ duoId: "two", side: "manager", cycle: 0 }, figures(80));
    expect(table.last(3, { duoId: "one", side: "ic" })).toEqual([figures(50), undefined, figures(60)]);
    expect(table.last(2, { duoId: "one", side: "ic" })).toEqual([undefined, figures(60)]);
    expect(table.last(1, { duoId: "one", side: "manager" })).toEqual([figures(70)]);
    expect(table.last(3, { duoId: "two", side: "manager" })).toEqual([figures(80), undefined, undefined]);
    expect(table.duoIds).toEqual(["one", "two"]);
  });
  it("tells a person who answered without a valid score from one who did not answer", () => {
    const table = new FigureTable(1);
    table.set({ duoId: "one", side: "ic", cycle: 0 }, figures(null));
    expect(table.last(1, { duoId: "one", side: "ic" })).toEqual([figures(null)]);
    expect(table.last(1, { duoId: "one", side: "manager" })).toEqual([undefined]);
    expect(table.last(1, { duoId: "unknown", side: "ic" })).toEqual([undefined]);
  });
});
