import { describe, expect, it } from "vitest";
import { maskedDuo } from "@/testkit/masked-duo";
import type { SharingMode } from "../domain/cycles";
import type { CustomFigure } from "./custom-answers";
import { maskedCells } from "./masked-cells";
import type { MaskedDuo } from "./measure-families";
import { prepareTree } from "./tree";

const tree = prepareTree(
  [
    { id: "root", parentId: null },
    { id: "left", parentId: "root" },
    { id: "right", parentId: "root" },
  ],
  [
    { personId: "vp", unitId: "root" },
    { personId: "director", unitId: "left" },
  ],
);

/** Complete duos of a unit: left-0, left-1 and so on. */
const team = (unitId: string, size: number, known: (index: number) => Partial<MaskedDuo> = () => ({})) =>
  Array.from({ length: size }, (_, index) =>
    maskedDuo(unitId, index, { pairType: index % 2 === 0 ? "tech-lead-em" : "cto-vp", ...known(index) }),
  );

function publish(duos: readonly MaskedDuo[], custom: CustomFigure, sharingMode: SharingMode = "scoped") {
  const { cells, readers } = maskedCells({
    tree,
    duos,
    sharingMode,
    hiddenLastCycle: new Map(),
    custom: [custom],
  });
  const find = (unitId: string, measure: string) =>
    cells.find((one) => one.unitId === unitId && one.measure === measure && one.pairType === "all");
  const readersOf = (unitId: string, measure: string) =>
    readers.filter((one) => one.unitId === unitId && one.measure === measure).map(({ personId }) => personId);
  return { cells, find, readersOf };
}

describe("an organization's own question of units", () => {
  /** What the two of each duo chose; a duo without an entry did not answer. */
  const asked = (
    kind: CustomFigure["kind"],
    options: number,
    chosen: Record<string, readonly [number, number]>,
  ): CustomFigure => ({ slot: 1, kind, options, chosen: new Map(Object.entries(chosen)) });
  const all = (unitId: string, size: number, places: readonly [number, number]) =>
    Object.fromEntries(Array.from({ length: size }, (_, index) => [`${unitId}-${index}`, places]));

  it.each(["scoped", "private"] as const)(
    "shows a scale to the nearest 5 points in %s, whatever the number of duos",
    (mode) => {
      const chosen = { ...all("left", 24, [2, 3]), "left-0": [4, 4], ...all("right", 6, [0, 1]) } as const;
      const custom = asked("scale", 5, chosen);
      const { cells, find } = publish([...team("left", 24), ...team("right", 6)], custom, mode);
      expect(find("left", "own:1")).toEqual({
        unitId: "left",
        measure: "own:1",
        pairType: "all",
        visible: true,
        hiddenReason: null,
        counted: 24,
        enrolled: 24,
        value: 65,
        low: null,
        high: null,
        verdict: null,
        band: null,
        unsafeFor: [],
      });
      expect(find("root", "own:1")).toMatchObject({ counted: 30, value: 55, low: null });
      expect(cells.filter(({ measure }) => measure.includes("own:")).map(({ pairType }) => pairType)).toEqual(
        ["left", "right", "root"].map(() => "all"),
      );
    },
  );
  it("counts duos in which both answered it, and is hidden below five of them", () => {
    const custom = asked("scale", 5, all("left", 4, [2, 3]));
    const { find } = publish([...team("left", 9), ...team("right", 9)], custom);
    expect(find("left", "own:1")).toMatchObject({ visible: false, value: null, counted: null });
    expect(find("root", "own:1")!.visible).toBe(false);
    expect(find("left", "dimension:TRUST")!.visible).toBe(true);
  });
  it("leaves out a duo that is not complete in the cycle", () => {
    const custom = asked("scale", 5, all("left", 6, [2, 2]));
    const duos = team("left", 6, (index) => ({ managerFinal: index > 0 }));
    expect(publish(duos, custom).find("left", "own:1")).toMatchObject({
      counted: 5,
      enrolled: 6,
    });
  });
  it("shows a choice as the band of each option's share of all answers", () => {
    const custom = asked("choice", 3, {
      ...all("left", 6, [0, 0]),
      "left-0": [0, 1],
      "left-1": [0, 1],
    } as const);
    const { find } = publish(team("left", 6), custom);
    // 10 of 12 answers, 2 of 12, none: the last two share a band.
    const bands = ["a", "b", "c"].map((option) => find("left", `own:1:${option}`));
    expect(bands.map((cell) => cell!.band)).toEqual(["from-80", "to-20", "to-20"]);
    expect(bands[0]).toMatchObject({ counted: 6, value: null, low: null });
  });
  it("does not tell an option that nobody of five duos chose from one that two of ten people chose", () => {
    const bandsWith = (places: readonly [number, number]) => {
      const chosen = { ...all("left", 5, [0, 0]), "left-0": places, ...all("right", 5, [1, 0]) };
      const { find } = publish([...team("left", 5), ...team("right", 5)], asked("choice", 2, chosen));
      return ["left", "root"].flatMap((unit) =>
        ["a", "b"].map((option) => find(unit, `own:1:${option}`)!.band),
      );
    };
    expect(bandsWith([1, 1])).toEqual(bandsWith([0, 0]));
  });
  it("is read by no leader who could subtract their own duo from too few others", () => {
    const custom = asked("scale", 5, all("left", 5, [2, 3]));
    const own = (index: number) => (index === 0 ? { managerPersonId: "director" } : {});
    const { find, readersOf } = publish(team("left", 5, own), custom);
    expect(find("left", "own:1")!.visible).toBe(true);
    expect(readersOf("left", "own:1").sort()).toEqual(["director", "vp"]);
    const two = (index: number) => (index < 2 ? { managerPersonId: "director" } : {});
    expect(publish(team("left", 5, two), custom).find("left", "own:1")!.visible).toBe(false);
  });
});
