import { describe, expect, test } from "vitest";
import { drawDuos } from "@/testkit/proof/drawn-duos";
import { maskUnits } from "./mask";
import type { EnrolledDuo } from "./safe";
import { type Leadership, prepareTree } from "./tree";

/** Units by their path: "r/a" is below "r". */
function draw(paths: string[], leaders: Leadership[] = []) {
  const units = paths.map((id) => ({
    id,
    parentId: id.includes("/") ? id.slice(0, id.lastIndexOf("/")) : null,
  }));
  return prepareTree(units, leaders);
}

type Drawing = { paths: string[]; duos: EnrolledDuo[]; leaders?: Leadership[]; hidden?: string[] };

/** What becomes of each unit: "visible" or the reason. */
function outcome({ paths, duos, leaders, hidden }: Drawing) {
  const mask = maskUnits({ tree: draw(paths, leaders), duos, hiddenLastCycle: new Set(hidden) });
  return Object.fromEntries(paths.map((id) => [id, mask.get(id)!.reason ?? "visible"]));
}

describe("a unit", () => {
  test("without an enrolled duo in its subtree is hidden and endangers nobody", () => {
    const drawing = { paths: ["r", "r/a", "r/b"], duos: drawDuos("r/a", 5) };
    expect(outcome(drawing)).toEqual({ r: "visible", "r/a": "visible", "r/b": "no-duos" });
  });

  test("too small to stand alone is part of the unit above", () => {
    const drawing = { paths: ["r", "r/a"], duos: [...drawDuos("r", 3), ...drawDuos("r/a", 2)] };
    expect(outcome(drawing)).toEqual({ r: "visible", "r/a": "too-few" });
  });

  test("is hidden when hiding everything below does not make it safe", () => {
    const own = drawDuos("r/a", 5, { managerPersonId: "vp" });
    const drawing = {
      paths: ["r", "r/a"],
      duos: [...drawDuos("r", 1), ...own],
      leaders: [{ personId: "vp", unitId: "r" }],
    };
    expect(outcome(drawing)).toEqual({ r: "too-few-others", "r/a": "complementary" });
  });

  test("with enrolled duos of whom none is counted is not safe, so another is hidden with it", () => {
    const silent = drawDuos("r/b", 2, { counted: false });
    const drawing = { paths: ["r", "r/a", "r/b"], duos: [...drawDuos("r/a", 5), ...silent] };
    expect(outcome(drawing)).toEqual({ r: "visible", "r/a": "complementary", "r/b": "too-few" });
  });

  test("counts the counted and the enrolled duos of its whole subtree", () => {
    const duos = [
      ...drawDuos("r", 1),
      ...drawDuos("r/a", 5),
      ...drawDuos("r/a", 2, { counted: false }),
      ...drawDuos("r/a/b", 3),
    ];
    const tree = draw(["r", "r/a", "r/a/b"]);
    const mask = maskUnits({ tree, duos, hiddenLastCycle: new Set() });
    expect(mask.get("r")).toEqual({ visible: true, reason: null, counted: 9, enrolled: 11 });
    expect(mask.get("r/a")).toEqual({ visible: false, reason: "complementary", counted: 8, enrolled: 10 });
    expect(mask.get("r/a/b")).toEqual({ visible: false, reason: "too-few", counted: 3, enrolled: 3 });
  });

  test("that a leader could solve with their own duos is hidden, whichever level they lead", () => {
    const duos = [
      ...drawDuos("r/a", 2, { managerPersonId: "x" }),
      ...drawDuos("r/a", 3),
      ...drawDuos("r/b", 6),
    ];
    const led = (unitId: string) => ({
      paths: ["r", "r/a", "r/b"],
      duos,
      leaders: [{ personId: "x", unitId }],
    });
    const hidden = { r: "visible", "r/a": "too-few-others", "r/b": "complementary" };
    expect(outcome(led("r/a"))).toEqual({ ...hidden, "r/b": "visible" });
    expect(outcome(led("r"))).toEqual(hidden);
    expect(outcome(led("r/b"))).toEqual({ r: "visible", "r/a": "visible", "r/b": "visible" });
  });
});

describe("a hidden unit with a leader who may read it in one of its duos", () => {
  const reasonOf = (own: number, others: { counted: number; silent?: number }) =>
    outcome({
      paths: ["r", "r/a"],
      duos: [
        ...drawDuos("r", 9),
        ...drawDuos("r/a", own, { managerPersonId: "x" }),
        ...drawDuos("r/a", others.counted),
        ...drawDuos("r/a", others.silent ?? 0, { counted: false }),
      ],
      leaders: [{ personId: "x", unitId: "r" }],
    })["r/a"];

  test("says that there are too few beside theirs, as far as enough are enrolled", () => {
    expect(reasonOf(2, { counted: 3 })).toBe("too-few-others");
    expect(reasonOf(1, { counted: 3 })).toBe("too-few");
    expect(reasonOf(0, { counted: 4 })).toBe("too-few");
  });

  test("says the same however many of them are complete", () => {
    for (const silent of [3, 4, 5]) {
      expect(reasonOf(2, { counted: 5 - silent, silent })).toBe("too-few-others");
      expect(reasonOf(0, { counted: 5 - silent, silent })).toBe("too-few");
    }
  });
});

describe("the unit hidden to protect another", () => {
  const small = drawDuos("r/c", 3);
  const paths = ["r", "r/a", "r/b", "r/c"];

  test("has the fewest counted duos", () => {
    const duos = [...drawDuos("r/a", 6), ...drawDuos("r/b", 5), ...small];
    expect(outcome({ paths, duos })).toEqual({
      r: "visible",
      "r/a": "visible",
      "r/b": "complementary",
      "r/c": "too-few",
    });
  });

  test("is the one hidden last cycle, before the fewest", () => {
    const duos = [...drawDuos("r/a", 6), ...drawDuos("r/b", 5), ...small];
    const { "r/a": a, "r/b": b } = outcome({ paths, duos, hidden: ["r/a"] });
    expect([a, b]).toEqual(["complementary", "visible"]);
  });

  test("is the first by id among equals", () => {
    const duos = [...drawDuos("r/b", 5), ...drawDuos("r/a", 5), ...small];
    const { "r/a": a, "r/b": b } = outcome({ paths, duos });
    expect([a, b]).toEqual(["complementary", "visible"]);
  });

  test("has counted duos of its own to add, before all else", () => {
    const below = ["r/a/x", "r/a/y"];
    const duos = [...drawDuos("r/b", 12), ...below.flatMap((unit) => drawDuos(unit, 5)), ...small];
    const result = outcome({ paths: [...paths, ...below], duos, hidden: ["r/a"] });
    expect(result).toMatchObject({ r: "visible", "r/a": "visible", "r/b": "complementary" });
  });

  test("leaves the visible units below it visible", () => {
    const duos = [...drawDuos("r", 2), ...drawDuos("r/a", 5), ...drawDuos("r/a/x", 6)];
    expect(outcome({ paths: ["r", "r/a", "r/a/x"], duos })).toEqual({
      r: "visible",
      "r/a": "complementary",
      "r/a/x": "visible",
    });
  });

  test("is followed by those below it while the residual is not safe", () => {
    // Hiding r/a adds five duos, but the leader of r is in all of them and would be left with the two.
    const own = drawDuos("r/a", 5, { managerPersonId: "vp" });
    const duos = [...drawDuos("r", 2), ...own, ...drawDuos("r/a/x", 6)];
    const leaders = [{ personId: "vp", unitId: "r" }];
    expect(outcome({ paths: ["r", "r/a", "r/a/x"], duos, leaders })).toEqual({
      r: "visible",
      "r/a": "complementary",
      "r/a/x": "complementary",
    });
  });
});

test("a duo outside the tree is refused", () => {
  const mask = () => maskUnits({ tree: draw(["r"]), duos: drawDuos("q", 1), hiddenLastCycle: new Set() });
  expect(mask).toThrow(RangeError);
});
