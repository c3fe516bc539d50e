import { expect, test } from "vitest";
import { drawDuos } from "@/testkit/proof/drawn-duos";
import { isRootGroupSafe } from "./root-groups";
import { prepareTree } from "./tree";

const leaders = [{ personId: "vp", unitId: "r" }];
const tree = prepareTree(
  [
    { id: "r", parentId: null },
    { id: "a", parentId: "r" },
  ],
  leaders,
);

test("a group at the root needs five duos, and so do those outside it", () => {
  const safe = (inside: number, outside: number) =>
    isRootGroupSafe(tree, [...drawDuos("a", inside), ...drawDuos("r", outside)], (duo) => duo.unitId === "a");
  expect(safe(5, 5)).toBe(true);
  expect(safe(4, 5)).toBe(false);
  expect(safe(5, 4)).toBe(false);
  expect(safe(9, 0)).toBe(true);
  expect(safe(0, 9)).toBe(true);
});

test("a group at the root withstands its leader's own duos", () => {
  const own = drawDuos("a", 2, { managerPersonId: "vp" });
  const duos = [...own, ...drawDuos("a", 3), ...drawDuos("r", 5)];
  expect(isRootGroupSafe(tree, duos, (duo) => duo.unitId === "a")).toBe(false);
});

test("duos of the group that are enrolled and not counted leave it unsafe", () => {
  const silent = drawDuos("a", 1, { counted: false });
  expect(isRootGroupSafe(tree, [...silent, ...drawDuos("r", 5)], (duo) => duo.unitId === "a")).toBe(false);
});
