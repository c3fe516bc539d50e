import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countOverview, countRows, packCounts } from "@/testkit/count-rows";
import { agreementBands, levelBands, sharedDimensionCodes, statusCodes } from "../domain/published";
import { changeCounts, mapCounts } from "../insights/overview-counts";
import { type CountedRow, countUnits, unpackCounts } from "./unit-counts";

const units = [
  { id: "root", lineage: ["root"] },
  { id: "a", lineage: ["root", "a"] },
  { id: "b", lineage: ["root", "b"] },
  { id: "a1", lineage: ["root", "a", "a1"] },
];
const row = (unitId: string, given: Partial<CountedRow> = {}): CountedRow => ({
  unitId,
  pairType: "tech-lead-em",
  gradeDistance: 0,
  tenureMonths: 6,
  lineManager: true,
  teamSize: null,
  platform: false,
  complete: true,
  status: "steady",
  level: 60,
  levelBand: "middle",
  previousStatus: "steady",
  before: "here",
  agreement: "high",
  dimensionBands: { DISC: "low", CUST: "high" },
  ...given,
});
const rows = [
  row("root", { pairType: "cto-vp", level: 80 }),
  row("a"),
  row("a1", { status: "diverging", level: 45 }),
  row("a1", {
    complete: false,
    status: null,
    level: null,
    levelBand: null,
    previousStatus: null,
    agreement: null,
    dimensionBands: null,
  }),
];

describe("units' counts", () => {
  const counted = countUnits(units, rows);
  const find = (unitId: string, attribute: string, value = "") =>
    counted
      .filter((one) => one.unitId === unitId && one.attribute === attribute && one.value === value)
      .map(({ counts }) => unpackCounts(counts))[0];
  test("are those of all rows of the subtree", () => {
    expect(find("root", "all")).toEqual(countRows(rows));
    expect(find("a", "all")).toEqual(countRows(rows.slice(1)));
    expect(find("a1", "all")).toMatchObject({ enrolled: 2, complete: 1 });
  });
  test("are what the rows say one by one, whatever they show", () => {
    const one = fc.record({
      complete: fc.boolean(),
      status: fc.constantFrom(null, ...statusCodes),
      level: fc.constantFrom(null, 0, 45, 100),
      levelBand: fc.constantFrom(null, ...levelBands),
      previousStatus: fc.constantFrom(null, ...statusCodes),
      before: fc.constantFrom("here", "elsewhere", "not"),
      agreement: fc.constantFrom(null, ...agreementBands),
      dimensionBands: fc.constantFrom(
        null,
        ...sharedDimensionCodes.map((code, index) => ({ DISC: "low", [code]: levelBands[index % 3] })),
      ),
    } as const);
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 8 }), (given) => {
        const some = given.map((facts) => row("a1", facts as Partial<CountedRow>));
        const whole = countUnits(units, some).find(
          ({ unitId, attribute }) => unitId === "root" && attribute === "all",
        );
        expect(whole!.counts).toEqual({ ...packCounts(countRows(some)), ...countOverview(some) });
      }),
    );
  });
  test("say what changed and where duos stand, over the subtree", () => {
    const all = counted.find(({ unitId, attribute }) => unitId === "root" && attribute === "all")!.counts;
    expect(changeCounts(all)).toEqual([
      { from: "steady", to: "steady", count: 2, inBoth: true },
      { from: "steady", to: "diverging", count: 1, inBoth: true },
    ]);
    expect(mapCounts(all).map(({ count }) => count)).toEqual([2, 1]);
  });
  test("are kept apart by kind of pair, and left out where there is no row", () => {
    expect(find("root", "pair", "tech-lead-em")).toEqual(countRows(rows.slice(1)));
    expect(find("root", "pair", "cto-vp")).toMatchObject({ enrolled: 1 });
    expect(find("a", "pair", "cto-vp")).toBeUndefined();
    expect(find("b", "all")).toBeUndefined();
  });
  test("are kept by each value of every attribute, a row without a band of agreement by none", () => {
    const [close, apart] = [
      row("a", { gradeDistance: null }),
      row("a1", { gradeDistance: 3, tenureMonths: 5 }),
    ];
    const bare = row("a1", { lineManager: false, teamSize: "to-5", platform: true, agreement: null });
    const found = countUnits(units, [close, apart, bare]).filter(({ unitId }) => unitId === "root");
    const enrolled = Object.fromEntries(
      found.map(({ attribute, value, counts }) => [`${attribute} ${value}`, counts.enrolled]),
    );
    expect(enrolled).toEqual({
      "all ": 3,
      "pair tech-lead-em": 3,
      "grade not-stated": 1,
      "grade more": 1,
      "grade same": 1,
      "tenure settled": 2,
      "tenure new": 1,
      "line yes": 2,
      "line no": 1,
      "team not-stated": 2,
      "team to-5": 1,
      "platform no": 2,
      "platform yes": 1,
      "agreement high": 2,
    });
  });
});

test("packed counts are read back as they were", () => {
  const counts = countRows(rows);
  expect(unpackCounts(packCounts(counts))).toEqual(counts);
  expect(unpackCounts(packCounts(countRows([])))).toEqual(countRows([]));
  expect(packCounts(counts).levels).toHaveLength(21);
});
