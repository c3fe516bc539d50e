import { describe, expect, it } from "vitest";
import { drawDuos } from "@/testkit/proof/drawn-duos";
import { hiddenCell, type MaskedCell } from "./masked-cell";
import { cellReaders, laterReaders, mayReadCompany } from "./readers";
import type { EnrolledDuo } from "./safe";
import { type Leadership, prepareTree } from "./tree";
import type { ResidualGroups } from "./visible-residuals";

const units = [
  { id: "r", parentId: null },
  { id: "a", parentId: "r" },
  { id: "a/x", parentId: "a" },
  { id: "b", parentId: "r" },
];
const treeOf = (leaders: Leadership[] = []) => prepareTree(units, leaders);
const groupsOf = (of: Record<string, EnrolledDuo[]>, within: ReturnType<typeof treeOf>): ResidualGroups =>
  new Map(Object.entries(of).map(([unitId, duos]) => [within.byId.get(unitId)!, duos]));

describe("how units compare with the company is readable", () => {
  const led = treeOf([
    { personId: "director", unitId: "a" },
    { personId: "vp", unitId: "r" },
  ]);
  const may = (personId: string, of: Record<string, EnrolledDuo[]>) =>
    mayReadCompany(personId, groupsOf(of, led));
  it("where five duos and six people are beyond what somebody reads, or nobody", () => {
    expect(may("director", { a: drawDuos("a", 5), b: drawDuos("b", 5) })).toBe(true);
    expect(may("director", { a: drawDuos("a", 5), b: drawDuos("b", 4) })).toBe(false);
    expect(may("director", { a: drawDuos("a", 5), "a/x": drawDuos("a/x", 1) })).toBe(true);
    expect(may("vp", { a: drawDuos("a", 5), b: drawDuos("b", 1) })).toBe(true);
  });
  it("not counting their own duos elsewhere, and five people are too few", () => {
    const elsewhere = drawDuos("b", 1, { managerPersonId: "director" });
    expect(may("director", { a: drawDuos("a", 5), b: [...elsewhere, ...drawDuos("b", 4)] })).toBe(false);
    expect(may("director", { a: drawDuos("a", 5), b: elsewhere })).toBe(true);
    const five = drawDuos("b", 5, { managerPersonId: "one", icPersonId: "two" });
    expect(may("director", { b: five })).toBe(false);
    const asEngineer = drawDuos("b", 1, { icPersonId: "director" });
    expect(may("director", { b: [...asEngineer, ...drawDuos("b", 4)] })).toBe(false);
  });
});

const cell = (unitId: string, more: Partial<MaskedCell> = {}): MaskedCell => ({
  ...hiddenCell(unitId, "watch", null),
  visible: true,
  ...more,
});
const of = (readers: readonly { unitId: string; personId: string }[]) =>
  readers.map(({ unitId, personId }) => `${personId} ${unitId}`).sort();

describe("readers at publication", () => {
  const led = treeOf([
    { personId: "director", unitId: "a" },
    { personId: "vp", unitId: "r" },
  ]);
  it("are the leaders of the unit and above, of hidden cells too", () => {
    const cells = [cell("r"), cell("a/x", { visible: false, hiddenReason: "too-few" }), cell("b")];
    expect(of(cellReaders(led, cells, new Map()))).toEqual(["director a/x", "vp a/x", "vp b", "vp r"]);
  });
  it("leave out who could solve the cell", () => {
    expect(of(cellReaders(led, [cell("a", { unsafeFor: ["director"] })], new Map()))).toEqual(["vp a"]);
  });
  it("of a verdict are those whom the company's rest allows it", () => {
    const verdict = cell("a", { measure: "verdict:level" });
    const company = (count: number) =>
      new Map([["verdict:level", groupsOf({ a: drawDuos("a", 5), b: drawDuos("b", count) }, led)]]);
    expect(of(cellReaders(led, [verdict], company(5)))).toEqual(["director a", "vp a"]);
    expect(of(cellReaders(led, [verdict], company(4)))).toEqual(["vp a"]);
  });
});

describe("a leader granted later reads", () => {
  const later = treeOf([{ personId: "new", unitId: "a" }]);
  const read = (cells: MaskedCell[], company?: EnrolledDuo[]) =>
    of(laterReaders({ tree: later, cells, personId: "new", ...(company && { company }) }));
  it("the cells of their scope that are safe with them", () => {
    const cells = [cell("r"), cell("a"), cell("a/x", { unsafeFor: ["new"] }), cell("b")];
    expect(read(cells)).toEqual(["new a"]);
  });
  it("a comparison with the company only where the shown rows allow it", () => {
    const verdicts = [
      cell("a", { measure: "verdict:level" }),
      cell("a", { measure: "verdict:dimension:TRUST" }),
    ];
    expect(read(verdicts)).toEqual([]);
    expect(read(verdicts, [...drawDuos("a", 9), ...drawDuos("b", 5)])).toEqual(["new a"]);
    expect(read(verdicts, [...drawDuos("a", 9), ...drawDuos("b", 4)])).toEqual([]);
  });
});
