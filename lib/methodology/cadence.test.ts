import { expect, test } from "vitest";
import { duo } from "@/testkit/histories";
import { firstTrendCycle } from "../engine/onset";
import { runHistory } from "../engine/run-history";
import { cadences } from "../schedule/choices";
import { weeksToFirstTrend } from "./cadence";

test("the first cycle that can test a trend is the engine's", () => {
  const steady = Array.from({ length: 6 }, () => 60);
  const history = runHistory([duo("a", steady, steady)], 6);
  expect(history.findIndex(({ rows }) => rows[0]!.testable) + 1).toBe(firstTrendCycle);
});

test("a slower rhythm waits longer for it", () => {
  expect(cadences.map(weeksToFirstTrend)).toEqual([13, 18, 39]);
});
