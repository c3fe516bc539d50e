import { expect, test } from "vitest";
import { prepareTree } from "./tree";

const units = [
  { id: "squad", parentId: "tribe" },
  { id: "company", parentId: null },
  { id: "tribe", parentId: "company" },
  { id: "office", parentId: "company" },
];

test("a unit comes after every unit below it", () => {
  const order = prepareTree(units, []).postOrder.map((unit) => unit.id);
  expect(order).toHaveLength(4);
  expect(order.indexOf("squad")).toBeLessThan(order.indexOf("tribe"));
  expect(order.at(-1)).toBe("company");
});

test("a leader may read the unit they lead and every unit below, and no other", () => {
  const { byId } = prepareTree(units, [
    { personId: "vp", unitId: "company" },
    { personId: "director", unitId: "tribe" },
    { personId: "deputy", unitId: "tribe" },
  ]);
  const readers = (id: string) => [...byId.get(id)!.readers].sort();
  expect(readers("company")).toEqual(["vp"]);
  expect(readers("office")).toEqual(["vp"]);
  expect(readers("tribe")).toEqual(["deputy", "director", "vp"]);
  expect(readers("squad")).toEqual(["deputy", "director", "vp"]);
});

test("what is no tree with one root is refused", () => {
  const grow = (...ids: [string, string | null][]) =>
    prepareTree(
      ids.map(([id, parentId]) => ({ id, parentId })),
      [],
    );
  expect(() => grow()).toThrow(RangeError);
  expect(() => grow(["a", null], ["b", null])).toThrow(RangeError);
  expect(() => grow(["a", null], ["b", "elsewhere"])).toThrow(RangeError);
  expect(() => grow(["a", null], ["b", "c"], ["c", "b"])).toThrow(RangeError);
  expect(() => grow(["a", null], ["b", "a"], ["b", "a"])).toThrow(RangeError);
  expect(() => prepareTree(units, [{ personId: "vp", unitId: "elsewhere" }])).toThrow(RangeError);
});
