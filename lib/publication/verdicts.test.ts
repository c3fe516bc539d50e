import { expect, test } from "vitest";
import { prepareTree, type UnitNode } from "./tree";
import { judgeUnits } from "./verdicts";

const teams = ["a", "b", "c", "d", "e", "f"];
const tree = prepareTree(
  [
    { id: "r", parentId: null },
    { id: "area", parentId: "r" },
    ...teams.map((id) => ({ id, parentId: id < "c" ? "area" : "r" })),
  ],
  [],
);
const groups = (levels: Record<string, number>) =>
  new Map<UnitNode, number[]>(
    Object.entries(levels).map(([id, level]) => [
      tree.byId.get(id)!,
      [-8, -4, 0, 4, 8, -8, -4, 0, 4, 8].map((by) => level + by),
    ]),
  );
const verdictOf = (levels: Record<string, number>, id: string) =>
  judgeUnits(groups(levels)).get(tree.byId.get(id)!);
const alike = { a: 60, b: 61, c: 59, d: 60, e: 61, f: 59 };

test("a unit is above or below the company only when it clearly is", () => {
  expect(verdictOf({ ...alike, a: 80 }, "a")).toBe("above");
  expect(verdictOf({ ...alike, a: 40 }, "a")).toBe("below");
  expect(verdictOf({ ...alike, a: 80 }, "c")).toBe("not-distinguishable");
});

test("a unit's own mean covers the groups below it", () => {
  expect(verdictOf({ ...alike, a: 80, b: 80 }, "area")).toBe("above");
});

test("the company has no verdict on itself, and without groups to compare there is none", () => {
  expect(verdictOf(alike, "r")).toBeUndefined();
  expect(judgeUnits(groups({ a: 60 })).size).toBe(0);
});
