import { describe, expect, it } from "vitest";
import type { SharingMode } from "../domain/cycles";
import { assembleCells, type CellDuo } from "./assemble-cells";
import { prepareTree } from "./tree";

const units = [
  { id: "root", parentId: null },
  { id: "left", parentId: "root" },
  { id: "right", parentId: "root" },
];
const tree = prepareTree(units, []);

const duo = (unitId: string, index: number, known: Partial<CellDuo> = {}): CellDuo => ({
  duoId: `${unitId}-${index}`,
  unitId,
  icPersonId: `${unitId}-ic-${index}`,
  managerPersonId: `${unitId}-manager-${index}`,
  pairType: "tech-lead-em",
  icFinal: true,
  managerFinal: true,
  status: "steady",
  level: 60 + index,
  agreement: "some",
  dimensions: [50, 50, 50, 50, 50, 50, 50, 50, 50],
  watched: false,
  ...known,
});
const team = (unitId: string, size: number, known: (index: number) => Partial<CellDuo> = () => ({})) =>
  Array.from({ length: size }, (_, index) => duo(unitId, index, known(index)));

function cells(duos: readonly CellDuo[], sharingMode: SharingMode = "scoped") {
  const all = assembleCells({ tree, duos, sharingMode, hiddenLastCycle: new Map() });
  return (unitId: string, measure: string, pairType = "all") =>
    all.find((cell) => cell.unitId === unitId && cell.measure === measure && cell.pairType === pairType);
}

describe("cells of a publication", () => {
  it("are whole means over the counted duos, with n of N", () => {
    const find = cells([...team("left", 6), ...team("right", 5)]);
    expect(find("left", "level")).toMatchObject({ visible: true, counted: 6, enrolled: 6, value: 62 });
    expect(find("root", "level")).toMatchObject({ counted: 11, enrolled: 11, value: 62, verdict: null });
  });
  it("leave out incomplete duos, and hide what falls below five", () => {
    const duos = [
      ...team("left", 6),
      ...team("right", 6, (index) =>
        index < 2 ? { managerFinal: false, status: null, level: null, agreement: null } : {},
      ),
    ];
    const find = cells(duos);
    expect(find("right", "level")).toMatchObject({ visible: false, hiddenReason: "too-few", value: null });
    // The other team is hidden with it, or the difference to the whole would say it.
    expect(find("left", "level")).toMatchObject({ visible: false, hiddenReason: "complementary" });
    expect(find("root", "level")).toMatchObject({ visible: true, counted: 10, enrolled: 12 });
    expect(find("root", "participation")).toMatchObject({ counted: 10, value: 83 });
  });
  it("count states with their interval, and every measure stands on duos of its own", () => {
    const duos = team("left", 10, (index) => ({
      status: index < 3 ? "strained" : "not-enough-data",
      level: index < 3 ? 50 : null,
    }));
    const find = cells(duos);
    // Wilson's interval of 3 of 10: 10.8% to 60.3%.
    expect(find("left", "status:strained")).toMatchObject({ counted: 10, value: 3, low: 11, high: 60 });
    expect(find("left", "level")).toMatchObject({ visible: false });
  });
  it("say shares as bands alone in private", () => {
    const find = cells(
      team("left", 10, (index) => ({ status: index < 3 ? "strained" : "steady" })),
      "private",
    );
    expect(find("left", "status:strained")).toMatchObject({
      value: null,
      low: null,
      high: null,
      band: "to-50",
    });
    expect(find("left", "status:steady")).toMatchObject({ value: null, band: "under-80" });
  });
  it("call a unit above the company only when it clearly is, and pull it towards the others", () => {
    const teams = ["a", "b", "c", "d", "e", "f", "g", "high"];
    const wide = prepareTree(
      [{ id: "root", parentId: null }, ...teams.map((id) => ({ id, parentId: "root" }))],
      [],
    );
    const duos = teams.flatMap((id, nth) =>
      team(id, 10, (index) => ({ level: (id === "high" ? 80 : 57 + nth) + (index % 5) * 4 - 8 })),
    );
    const all = assembleCells({ tree: wide, duos, sharingMode: "scoped", hiddenLastCycle: new Map() });
    const level = (id: string) => all.find((cell) => cell.unitId === id && cell.measure === "level")!;
    expect(level("high")).toMatchObject({ value: 80, verdict: "above" });
    expect(level("high").shrunken).toBeLessThan(80);
    expect(level("d").verdict).toBe("not-distinguishable");
    expect(level("root")).toMatchObject({ verdict: null, shrunken: null });
  });
  it("know groups of answers at the root only, and hide one with too few outside it", () => {
    const find = cells([...team("left", 12, (i) => (i < 6 ? { managerFinal: false } : {}))]);
    expect(find("root", "one-voice")).toMatchObject({ visible: true, counted: 6, enrolled: 12, value: 50 });
    expect(find("root", "participation:manager")).toMatchObject({ visible: true, value: 50 });
    expect(find("left", "one-voice")).toBeUndefined();
    const almostAll = cells([...team("left", 12, (i) => (i < 2 ? { managerFinal: false } : {}))]);
    expect(almostAll("root", "participation:manager")).toMatchObject({ visible: false, value: null });
  });
});
