import { describe, expect, test } from "vitest";
import { drawDuos } from "@/testkit/proof/drawn-duos";
import { maskBreakdown, type PairTypeDuo } from "./breakdown";
import { maskUnits } from "./mask";
import { type Leadership, prepareTree } from "./tree";

const company = [
  { id: "r", parentId: null },
  { id: "a", parentId: "r" },
  { id: "b", parentId: "r" },
];

function offers(duos: PairTypeDuo[], leaders: Leadership[] = [], units: typeof company = company) {
  const tree = prepareTree(units, leaders);
  const mask = maskUnits({ tree, duos, hiddenLastCycle: new Set() });
  const breakdown = maskBreakdown({ tree, mask, duos });
  return Object.fromEntries(
    [...breakdown].map(([unitId, values]) => [
      unitId,
      Object.fromEntries(
        [...values].map(([value, { counted, enrolled }]) => [value, `${counted}/${enrolled}`]),
      ),
    ]),
  );
}

const of = (unitId: string, first: number, second: number) => [
  ...drawDuos(unitId, first, { pairType: "tech-lead-em" }),
  ...drawDuos(unitId, second, { pairType: "not-stated" }),
];

describe("a breakdown by pair type is offered", () => {
  test("where every value has five duos", () => {
    expect(offers(of("r", 5, 5))).toEqual({ r: { "tech-lead-em": "5/5", "not-stated": "5/5" } });
    expect(offers(of("r", 5, 4))).toEqual({});
  });

  test("as the unit cell where there is one value", () => {
    expect(offers(of("r", 5, 0))).toEqual({ r: { "tech-lead-em": "5/5" } });
  });

  test("further up where the unit below is too small for it", () => {
    // Cuts at r: a 9, b 9, the values 11 and 7, crosswise 5 + 3 and 6 + 4.
    expect(offers([...of("a", 5, 4), ...of("b", 6, 3)])).toEqual({
      r: { "tech-lead-em": "11/11", "not-stated": "7/7" },
    });
  });

  test("not where rows and values together leave a few, though each alone is large", () => {
    // The first value less a leaves 2 duos of b against 2 of a: four duos in all.
    expect(offers([...of("a", 5, 2), ...of("b", 2, 5)])).toEqual({});
    expect(offers([...of("a", 5, 2), ...of("b", 3, 5)])).toHaveProperty("r");
  });

  test("above a unit that offers it only if the rest alone allows it", () => {
    expect(offers([...of("b", 5, 5), ...of("a", 5, 4)])).toEqual({
      b: { "tech-lead-em": "5/5", "not-stated": "5/5" },
    });
    expect(offers([...of("b", 5, 5), ...of("a", 5, 4), ...of("r", 6, 4)])).toMatchObject({
      r: { "tech-lead-em": "16/16", "not-stated": "13/13" },
    });
  });

  test("counting the duos of a hidden unit in the residual it is part of", () => {
    const duos = [...of("r", 5, 3), ...of("a", 0, 2), ...of("b", 5, 0)];
    expect(offers(duos)).toMatchObject({ r: { "tech-lead-em": "10/10", "not-stated": "5/5" } });
  });

  test("with n of N, and without values nobody is counted in", () => {
    const silent = drawDuos("r", 2, { pairType: "not-stated", counted: false });
    const other = drawDuos("r", 1, { pairType: "other", counted: false });
    expect(offers([...of("r", 5, 5), ...silent, ...other])).toEqual({
      r: { "tech-lead-em": "5/5", "not-stated": "5/7" },
    });
  });
});

describe("a breakdown withstands a leader's own duos", () => {
  const own = (count: number) => drawDuos("r", count, { pairType: "not-stated", managerPersonId: "boss" });

  test("who may read the unit", () => {
    const duos = [...of("r", 5, 3), ...own(2), ...of("a", 6, 0)];
    expect(offers(duos)).toHaveProperty("r");
    expect(offers(duos, [{ personId: "boss", unitId: "r" }])).not.toHaveProperty("r");
    // With its one value a has its breakdown already, so its leader reads no unit of what remains.
    expect(offers(duos, [{ personId: "boss", unitId: "a" }])).toHaveProperty("r");
  });

  test("who may read another unit of the same component", () => {
    // The second value has 2 + 3 + 1 duos, of which the leader of a knows three.
    const duos = [...of("r", 5, 2), ...own(3), ...of("a", 6, 1)];
    expect(offers(duos)).toHaveProperty("r");
    expect(offers(duos, [{ personId: "boss", unitId: "a" }])).toEqual({});
  });

  test("when what is left is four in every cut, or nothing", () => {
    const leaders = [{ personId: "boss", unitId: "r" }];
    expect(offers([...of("r", 5, 4), ...own(1)], leaders)).toHaveProperty("r");
    expect(offers([...of("r", 5, 0), ...own(5)], leaders)).toHaveProperty("r");
  });
});

describe("a cut needs more than five people", () => {
  /** Each engineer once per value, with the next manager the second time: every duo weighs 1/2 + 1/2. */
  const ring = (size: number) =>
    [...of("r", size, size)].map((duo, index) => ({
      ...duo,
      icPersonId: `ic ${index % size}`,
      managerPersonId: `manager ${index < size ? index : (index + 1) % size}`,
    }));

  test("each duo weighing its partners' shares: five is not more than five", () => {
    expect(offers(ring(5))).toEqual({});
    expect(offers(ring(6))).toHaveProperty("r");
  });
});
