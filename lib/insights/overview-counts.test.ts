import { describe, expect, test } from "vitest";
import { countOverview } from "@/testkit/count-rows";
import type { OverviewRow } from "../publication/overview-counts";
import { changeCounts, mapCounts } from "./overview-counts";

const row = (given: Partial<OverviewRow> = {}): OverviewRow => ({
  status: "steady",
  levelBand: "middle",
  agreement: "some",
  previousStatus: "multiplying",
  before: "here",
  ...given,
});

describe("what changed since the cycle before", () => {
  test("is counted by the state before and the one now, apart for those complete in both cycles", () => {
    const counts = countOverview([
      row(),
      row(),
      row({ status: "diverging", before: "not" }),
      row({ previousStatus: null }),
      row({ status: null }),
    ]);
    expect(changeCounts(counts)).toEqual([
      { from: "multiplying", to: "steady", count: 2, inBoth: true },
      { from: "multiplying", to: "diverging", count: 1, inBoth: false },
    ]);
  });

  test("is not said where a duo was at another place before: whether its reader reads that row is not known", () => {
    expect(changeCounts(countOverview([row(), row({ before: "elsewhere" })]))).toBeUndefined();
    const first = countOverview([row({ previousStatus: null, before: "elsewhere" })]);
    expect(changeCounts(first)).toEqual([]);
  });
});

test("the map counts duos with a level and an agreement by their state", () => {
  const places = countOverview([
    row({ levelBand: "high", agreement: "low", status: "strained" }),
    row({ levelBand: "high", agreement: "low" }),
    row({ levelBand: "high", agreement: "low" }),
    row({ agreement: null }),
    row({ levelBand: null }),
    row({ status: null }),
  ]);
  expect(mapCounts(places)).toEqual([
    { level: "high", agreement: "low", status: "steady", count: 2 },
    { level: "high", agreement: "low", status: "strained", count: 1 },
  ]);
});
