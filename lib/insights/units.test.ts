import { describe, expect, test } from "vitest";
import { openUnits, toggleOpen } from "./filters";
import { reorganizedIn, siblingsOf, treeInView } from "./units";

const unit = (id: string, parentId: string | null, hasUnits = false) => ({ id, parentId, hasUnits });
const units = [
  unit("company", null, true),
  unit("product", "company", true),
  unit("platform", "company"),
  unit("checkout", "product"),
];

describe("the tree in view", () => {
  test("shows the tops with what is right below them, and what else is open", () => {
    const shown = (open: string[]) =>
      treeInView(units, [units[0]!], new Set(open)).map((one) => [one.unit.id, one.depth, one.open]);
    expect(shown([])).toEqual([
      ["company", 0, undefined],
      ["product", 1, false],
      ["platform", 1, undefined],
    ]);
    expect(shown(["product"])).toEqual([
      ["company", 0, undefined],
      ["product", 1, true],
      ["checkout", 2, undefined],
      ["platform", 1, undefined],
    ]);
  });

  test("can be opened before the units below were fetched", () => {
    const closed = treeInView(units.slice(0, 3), [units[0]!], new Set());
    expect(closed.map(({ open }) => open)).toEqual([undefined, false, undefined]);
  });
});

test("a unit stands beside those with its parent, and a top of the scope beside the other tops", () => {
  const named = units.map((one) => ({ ...one, name: one.id, label: one.id, lineage: [] }));
  const beside = (id: string, scope = named) =>
    siblingsOf({ units: scope, unit: scope.find((one) => one.id === id)! }).map((one) => one.id);
  expect(beside("platform")).toEqual(["product"]);
  expect(beside("checkout")).toEqual([]);
  expect(beside("company")).toEqual([]);
  expect(beside("product", named.slice(1))).toEqual(["platform"]);
});

test("a unit is opened and closed again by the URL", () => {
  const [a, b] = ["0b54a8ab-0000-4000-8000-00000000000a", "0b54a8ab-0000-4000-8000-00000000000b"];
  const both = toggleOpen(toggleOpen({}, a), b);
  expect([...openUnits(both)]).toEqual([a, b]);
  expect(toggleOpen(both, a)).toEqual({ open: b });
  expect(toggleOpen({ open: b }, b)).toEqual({ open: undefined });
});

describe("a unit is reorganized", () => {
  const cycles = [{ id: "1" }, { id: "2" }, { id: "3" }, { id: "4" }];
  const row = (cycleId: string, unitId: string, parentId: string | null) => ({ cycleId, unitId, parentId });

  test("when it moves, or what lies right below it changes", () => {
    const rows = [
      row("1", "product", "company"),
      row("1", "search", "product"),
      row("2", "search", "product"),
      row("2", "product", "company"),
      row("3", "product", "company"),
      row("4", "product", "other"),
    ];
    expect([...reorganizedIn(rows, cycles)]).toEqual(["3", "4"]);
  });

  test("not when it is new", () => {
    expect([
      ...reorganizedIn([row("2", "product", "company"), row("3", "product", "company")], cycles),
    ]).toEqual([]);
  });
});
