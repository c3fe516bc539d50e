import { describe, expect, test } from "vitest";
import { maskedDuo } from "@/testkit/masked-duo";
import { companyReaders } from "./company-readers";
import { maskedCells } from "./masked-cells";
import { prepareTree } from "./tree";

const tree = prepareTree([{ id: "company", parentId: null }], [{ personId: "vp", unitId: "company" }]);

function readers(duos: number, { managerOf = (n: number) => `manager-${n}`, names = true } = {}): string[] {
  const enrolled = Array.from({ length: duos }, (_, n) =>
    maskedDuo("company", n, { duoId: `duo-${n}`, icPersonId: `ic-${n}`, managerPersonId: managerOf(n) }),
  );
  const kept = names ? new Map(enrolled.map(({ duoId }) => [duoId, 0.5])) : undefined;
  const { cells } = maskedCells({
    tree,
    duos: enrolled,
    sharingMode: "scoped",
    hiddenLastCycle: new Map(),
    kept,
  });
  const admins = ["admin", "vp", "manager-0"];
  return companyReaders(tree, { cells, duos: enrolled, kept, admins }).map(
    ({ personId, unitId, measure, pairType }) => [personId, unitId, measure, pairType].join(" "),
  );
}

describe("admins who read the company's share of kept commitments", () => {
  test("are all but those who read it as leaders, from thirty people on", () => {
    expect(readers(15)).toEqual(["admin company kept all", "manager-0 company kept all"]);
    expect(readers(14)).toEqual([]);
  });
  test("are none in a cycle whose promise does not name it", () => {
    expect(readers(15, { names: false })).toEqual([]);
  });
  test("do not include one whose own duos leave too few others", () => {
    // Four of twenty duos: a share needs five for each of them, and five more.
    const managerOf = (n: number) => `manager-${n < 4 ? 0 : n}`;
    expect(readers(20, { managerOf })).toEqual(["admin company kept all"]);
    expect(readers(25, { managerOf })).toHaveLength(2);
  });
});
