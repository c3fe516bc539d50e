import { describe, expect, it } from "vitest";
import { drawDuos } from "@/testkit/proof/drawn-duos";
import type { EnrolledDuo } from "./safe";
import { prepareTree } from "./tree";
import { unsafeForSet, unsafeForUnits } from "./unsafe-readers";
import type { ResidualGroups } from "./visible-residuals";

const tree = prepareTree(
  [
    { id: "r", parentId: null },
    { id: "a", parentId: "r" },
    { id: "a/x", parentId: "a" },
  ],
  [],
);
const groupsOf = (of: Record<string, EnrolledDuo[]>): ResidualGroups =>
  new Map(Object.entries(of).map(([unitId, duos]) => [tree.byId.get(unitId)!, duos]));
const own = (unitId: string, count: number) => drawDuos(unitId, count, { managerPersonId: "boss" });
const middle = () => 50;
const withheldFrom = (
  personId: string,
  of: Record<string, EnrolledDuo[]>,
  kind: "mean" | "share" = "mean",
  valueFor: (duo: EnrolledDuo) => number = middle,
) =>
  [...unsafeForUnits(groupsOf(of), kind, valueFor)]
    .filter(([, people]) => people.includes(personId))
    .map(([unitId]) => unitId);

describe("a unit's mean is unsafe", () => {
  it("for who would be left with one to three other duos", () => {
    expect(withheldFrom("boss", { a: [...own("a", 2), ...drawDuos("a", 3)] })).toEqual(["a"]);
    expect(withheldFrom("boss", { a: [...own("a", 2), ...drawDuos("a", 4)] })).toEqual([]);
    expect(withheldFrom("boss", { a: own("a", 5) })).toEqual([]);
    const asEngineer = drawDuos("a", 2, { icPersonId: "boss" });
    expect(withheldFrom("boss", { a: [...asEngineer, ...own("a", 1), ...drawDuos("a", 3)] })).toEqual(["a"]);
  });
  it("for nobody else", () => {
    const unsafe = unsafeForUnits(groupsOf({ a: [...own("a", 2), ...drawDuos("a", 3)] }), "mean", middle);
    expect(unsafe).toEqual(new Map([["a", ["boss"]]]));
  });
  it("also above, where the withheld duos join duos that are all their own", () => {
    const small = [...own("a", 2), ...drawDuos("a", 3)];
    expect(withheldFrom("boss", { a: small, r: own("r", 5) })).toEqual(["a", "r"]);
    expect(withheldFrom("boss", { a: small, r: drawDuos("r", 5) })).toEqual(["a"]);
  });
  it("also above, where the visible units below are all there is", () => {
    const small = [...own("a/x", 2), ...drawDuos("a/x", 3)];
    expect(withheldFrom("boss", { "a/x": small, a: [], r: drawDuos("r", 5) })).toEqual(["a/x", "a"]);
  });
});

describe("a unit's mean whose others lie at an end", () => {
  const a = [...own("a", 1), ...drawDuos("a", 4)];
  const others = (score: number) => (duo: EnrolledDuo) => (duo.managerPersonId === "boss" ? 50 : score);
  it("is unsafe for who can subtract their own duos", () => {
    expect(
      [0, 10, 20, 80, 90, 100].map((score) => withheldFrom("boss", { a }, "mean", others(score))),
    ).toEqual([["a"], ["a"], [], [], ["a"], ["a"]]);
  });
  it("is unsafe above too as long as the joined others lie at it", () => {
    const r = drawDuos("r", 4);
    expect(withheldFrom("boss", { a, r }, "mean", others(0))).toEqual(["a", "r"]);
    const rest = (duo: EnrolledDuo) => (duo.unitId === "r" ? 60 : others(0)(duo));
    expect(withheldFrom("boss", { a, r }, "mean", rest)).toEqual(["a"]);
  });
  it("is unsafe in a set of its own, such as a pair type", () => {
    expect(unsafeForSet(a, "mean", others(0))).toEqual([a[0]!.icPersonId, "boss"]);
    expect(unsafeForSet(a, "mean", others(30))).toEqual([]);
    expect(unsafeForSet([...own("a", 3), ...drawDuos("a", 2)], "mean", middle)).toEqual(["boss"]);
  });
});

describe("a unit's share is unsafe", () => {
  it("for who is in a duo of fewer than five for each of their own and five more", () => {
    expect(withheldFrom("boss", { a: [...own("a", 1), ...drawDuos("a", 8)] }, "share")).toEqual(["a"]);
    expect(withheldFrom("boss", { a: [...own("a", 1), ...drawDuos("a", 9)] }, "share")).toEqual([]);
    expect(withheldFrom("boss", { a: [...own("a", 2), ...drawDuos("a", 12)] }, "share")).toEqual(["a"]);
    expect(withheldFrom("boss", { a: [...own("a", 2), ...drawDuos("a", 13)] }, "share")).toEqual([]);
  });
});
