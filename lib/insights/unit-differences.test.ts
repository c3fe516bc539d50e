import { describe, expect, test } from "vitest";
import { countRows } from "@/testkit/count-rows";
import type { DimensionBands } from "../domain/published";
import type { FigureRow } from "../publication/row-figures";
import { hasRest, unitDifferences } from "./unit-differences";

const row = (dimensionBands: DimensionBands): FigureRow => ({
  complete: true,
  status: "steady",
  level: 60,
  agreement: "some",
  dimensionBands,
});
const times = (n: number, bands: DimensionBands) => Array.from({ length: n }, () => row(bands));

describe("what differs in a unit", () => {
  const low = times(10, { DISC: "low", CUST: "high", TEAM: "low" });
  const rest = [...times(30, { DISC: "middle", CUST: "middle", TEAM: "low" }), ...times(5, { DISC: "high" })];
  const [unit, others] = unitDifferences(
    [countRows(low), countRows(rest)],
    [countRows(low), countRows(rest)],
  );

  test("is called down where more duos are low, up where more are high, beyond chance", () => {
    expect(unit).toEqual({ DISC: "down", CUST: "up" });
  });
  test("is seen from the other side as well", () => {
    expect(others).toEqual({ DISC: "up", CUST: "down" });
  });
  test("is nothing for the whole itself, for a unit without rows and for a difference of chance", () => {
    const whole = countRows(rest);
    expect(unitDifferences([whole, undefined], [whole])).toEqual([{}, {}]);
    const two = times(2, { DISC: "low" });
    expect(unitDifferences([countRows(two)], [countRows([...two, ...times(1, { DISC: "high" })])])).toEqual([
      {},
    ]);
    expect(unitDifferences([whole], [undefined])).toEqual([{}]);
  });
});

test("differences are adjusted over the table: many units without one make another less sure", () => {
  const own = times(6, { DISC: "low" });
  const rest = [...times(8, { DISC: "low" }), ...times(16, { DISC: "middle" })];
  const whole = [countRows([...own, ...rest])];
  const even = Array.from({ length: 20 }, () => countRows(times(1, { DISC: "low" })));
  expect(unitDifferences([countRows(own)], whole)[0]).toEqual({ DISC: "down" });
  expect(unitDifferences([countRows(own), ...even], whole)[0]).toEqual({});
});

test("a unit has a rest where its reader reads bands beside its own", () => {
  const [own, other] = [countRows(times(2, { DISC: "low" })), countRows(times(1, { DISC: "high" }))];
  const both = countRows([...times(2, { DISC: "low" }), ...times(1, { DISC: "high" })]);
  expect(hasRest(own, [both])).toBe(true);
  expect(hasRest(own, [own, other])).toBe(true);
  expect(hasRest(both, [both])).toBe(false);
  // No duo has bands of the same dimension.
  expect(hasRest(own, [own, countRows(times(3, { CUST: "high" }))])).toBe(false);
  expect(hasRest(countRows(times(2, {})), [both])).toBe(false);
  expect(hasRest(undefined, [both])).toBe(false);
});
