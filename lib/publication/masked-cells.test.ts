import { describe, expect, it } from "vitest";
import { maskedDuo } from "@/testkit/masked-duo";
import type { SharingMode } from "../domain/cycles";
import { maskedCells } from "./masked-cells";
import type { MaskedDuo } from "./measure-families";
import { type Leadership, prepareTree } from "./tree";

const units = [
  { id: "root", parentId: null },
  { id: "left", parentId: "root" },
  { id: "right", parentId: "root" },
];
const leaders: Leadership[] = [
  { personId: "vp", unitId: "root" },
  { personId: "director", unitId: "left" },
];

const TRUST = 6;
const dimensionsWith = (trust: number | null) =>
  Array.from({ length: 9 }, (_, index) => (index === TRUST ? trust : 50));

const team = (unitId: string, size: number, known: (index: number) => Partial<MaskedDuo> = () => ({})) =>
  Array.from({ length: size }, (_, index) => maskedDuo(unitId, index, known(index)));

function publish(duos: readonly MaskedDuo[], sharingMode: SharingMode = "scoped", hidden = new Map()) {
  const tree = prepareTree(units, leaders);
  const { cells, readers } = maskedCells({ tree, duos, sharingMode, hiddenLastCycle: hidden });
  const find = (unitId: string, measure: string, pairType = "all") =>
    cells.find((one) => one.unitId === unitId && one.measure === measure && one.pairType === pairType);
  const readersOf = (unitId: string, measure: string) =>
    readers.filter((one) => one.unitId === unitId && one.measure === measure).map(({ personId }) => personId);
  return { cells, find, readersOf };
}

describe("masked cells in scoped", () => {
  it("are Trust, watch and the verdict on the level, and nothing by pair type", () => {
    const mixed = (index: number) => ({
      level: 55 + 5 * (index % 3),
      dimensions: dimensionsWith(50 + (index % 2)),
    });
    const { cells } = publish([...team("left", 9, mixed), ...team("right", 9, mixed)]);
    const measures = new Set(cells.map(({ measure }) => measure));
    expect([...measures].sort()).toEqual([
      "dimension:TRUST",
      "verdict:dimension:TRUST",
      "verdict:level",
      "watch",
    ]);
    expect(cells.every(({ pairType }) => pairType === "all")).toBe(true);
  });
  it("show Trust to the nearest five points, n of N beside it", () => {
    const trust = [50, 62.5, 62.5, 75, 75, 37.5];
    const { find } = publish([
      ...team("left", 6, (index) => ({ dimensions: dimensionsWith(trust[index]!) })),
      ...team("right", 5),
    ]);
    expect(find("left", "dimension:TRUST")).toMatchObject({
      visible: true,
      counted: 6,
      enrolled: 6,
      value: 60,
      low: null,
      high: null,
      band: null,
    });
    expect(find("root", "dimension:TRUST")).toMatchObject({ counted: 11, value: 55 });
  });
  it("leave out incomplete duos and those without Trust, and hide what falls below five", () => {
    const { find, readersOf } = publish([
      ...team("left", 6),
      ...team("right", 6, (index) => {
        if (index === 0) return { managerFinal: false, status: null, level: null };
        return index === 1 ? { dimensions: dimensionsWith(null) } : {};
      }),
    ]);
    expect(find("right", "dimension:TRUST")).toMatchObject({ visible: false, hiddenReason: "too-few" });
    // The other team is hidden with it, or the difference to the whole would say it.
    expect(find("left", "dimension:TRUST")).toMatchObject({ visible: false, hiddenReason: "complementary" });
    expect(find("root", "dimension:TRUST")).toMatchObject({ visible: true, counted: 10, enrolled: 12 });
    expect(readersOf("left", "dimension:TRUST").sort()).toEqual(["director", "vp"]);
    expect(readersOf("right", "dimension:TRUST")).toEqual(["vp"]);
  });
  it("hide again first what was hidden in the cycle before", () => {
    const duos = [...team("left", 6), ...team("right", 7), ...team("root", 3)];
    const hidden = (unitId: string) => new Map([["dimension:TRUST", new Set([unitId])]]);
    expect(publish(duos, "scoped", hidden("right")).find("right", "dimension:TRUST")!.visible).toBe(false);
    expect(publish(duos).find("right", "dimension:TRUST")!.visible).toBe(true);
  });
  it("count for watch only duos whose row leaves it open, and say a band alone", () => {
    const { find } = publish([
      ...team("left", 9, (index) => ({ mayBeWatched: index < 6, watched: index < 2 })),
      ...team("right", 5),
    ]);
    expect(find("left", "watch")).toMatchObject({ counted: 6, enrolled: 9, band: "to-50", value: null });
    expect(find("right", "watch")).toMatchObject({ counted: 5, band: "to-20" });
    expect(publish(team("left", 9, () => ({ mayBeWatched: false }))).find("left", "watch")!.visible).toBe(
      false,
    );
  });
  it("do not tell a group without a watched duo from one with one of five", () => {
    const bands = (watched: number) => {
      const { find } = publish([
        ...team("left", 5, (index) => ({ watched: index < watched })),
        ...team("right", 5, (index) => ({ watched: index < 2 })),
      ]);
      return [find("left", "watch")!.band, find("root", "watch")!.band];
    };
    expect(bands(0)).toEqual(bands(1));
  });
  it("hold a group at the ends before it enters a unit above", () => {
    const root = (trust: number) =>
      publish([
        ...team("left", 5, () => ({ dimensions: dimensionsWith(trust) })),
        ...team("right", 5, () => ({ dimensions: dimensionsWith(75) })),
      ]).find("root", "dimension:TRUST")!.value;
    expect([root(0), root(50)]).toEqual([40, 60]);
  });
});

describe("the verdict on a unit's level in scoped", () => {
  const levels = (left: number, right: number, size = 9) => [
    ...team("left", 9, (index) => ({ level: left + (index % 3) * 4 })),
    ...team("right", size, (index) => ({ level: right + (index % 3) * 4 })),
  ];
  it("comes from the levels that rows show", () => {
    // 57.5 and 62.4 are both shown as 60.
    const shown = publish(levels(57.5, 30)).find("left", "verdict:level");
    expect(shown).toEqual(publish(levels(57.6, 30)).find("left", "verdict:level"));
    expect(shown).toMatchObject({ visible: true, counted: 9, enrolled: 9, value: null });
  });
  it("is not of the root and not of fewer than five levels", () => {
    expect(publish(levels(60, 40)).find("root", "verdict:level")).toBeUndefined();
    expect(publish(levels(60, 40, 4)).find("right", "verdict:level")).toBeUndefined();
    expect(publish(levels(60, 40, 5)).find("right", "verdict:level")).toBeDefined();
  });
  it("is read by whom the rest of the company allows it", () => {
    expect(
      publish(levels(60, 40, 5))
        .readersOf("left", "verdict:level")
        .sort(),
    ).toEqual(["director", "vp"]);
    expect(publish(levels(60, 40, 4)).readersOf("left", "verdict:level")).toEqual(["vp"]);
  });
});

describe("masked cells in private", () => {
  it("say states and agreement as bands alone", () => {
    const { find } = publish(
      team("left", 10, (index) => ({
        status: index < 3 ? "strained" : "steady",
        agreement: index < 8 ? "high" : null,
      })),
      "private",
    );
    expect(find("left", "status:strained")).toMatchObject({ counted: 10, value: null, band: "to-50" });
    expect(find("left", "status:steady")).toMatchObject({ band: "under-80" });
    expect(find("left", "agreement:high")).toMatchObject({ counted: 8, band: "from-80" });
    expect(find("left", "status:steady", "tech-lead-em")).toBeUndefined();
  });
  it("hide a share from a unit with fewer than five duos for each of a reader's own and five more", () => {
    const own = (size: number) =>
      publish(
        team("left", size, (index) => (index === 0 ? { managerPersonId: "director" } : {})),
        "private",
      );
    expect(own(9).find("left", "status:steady")!.visible).toBe(false);
    expect(own(10).find("left", "status:steady")!.visible).toBe(true);
    expect(own(9).find("left", "level")!.visible).toBe(true);
  });
  it("show the level and dimensions coarsely, and by pair type where it is offered", () => {
    const { find } = publish(
      team("left", 12, (index) => ({
        level: 61 + index,
        pairType: index < 6 ? "tech-lead-em" : "cto-vp",
      })),
      "private",
    );
    expect(find("left", "level")).toMatchObject({ counted: 12, value: 65, low: null });
    expect(find("left", "level", "cto-vp")).toMatchObject({ counted: 6, enrolled: 6, value: 70 });
    expect(find("left", "dimension:DISC", "cto-vp")).toMatchObject({ value: 50 });
  });
  it("compare units with the company where they are shown", () => {
    const { find } = publish(
      [
        ...team("left", 9, (i) => ({ level: 60 + i })),
        ...team("right", 9, (i) => ({ level: 30 + i })),
        ...team("root", 2),
      ],
      "private",
    );
    expect(find("left", "level")!.visible).toBe(false);
    expect(find("left", "verdict:level")).toBeUndefined();
    expect(find("right", "verdict:level")).toMatchObject({ visible: true, counted: 9 });
  });
  it("know who was silent at the root only, coarsely, and hide a group with too few outside it", () => {
    const silent = (count: number) =>
      publish(
        team("left", 12, (index) => (index < count ? { managerFinal: false } : {})),
        "private",
      );
    expect(silent(7).find("root", "one-voice")).toMatchObject({ counted: 12, enrolled: 12, value: 60 });
    expect(silent(7).find("root", "participation:manager")).toMatchObject({ value: 40 });
    expect(silent(7).find("left", "one-voice")).toBeUndefined();
    expect(silent(2).find("root", "participation:manager")).toMatchObject({ visible: false, value: null });
    expect(silent(0).find("root", "one-voice")).toMatchObject({ visible: false });
  });
});
