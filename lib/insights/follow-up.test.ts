import { describe, expect, test } from "vitest";
import type { StatusCode } from "../domain/published";
import { type FollowedCycle, followUp, followWindows, type OnsetRows } from "./follow-up";

const day = (number: number) => new Date(Date.UTC(2026, 0, number * 10));
const cycle = (number: number, more: Partial<FollowedCycle> = {}): FollowedCycle => ({
  id: `c${number}`,
  number,
  state: "published",
  sharingMode: "scoped",
  closesAt: day(number),
  closedAt: null,
  publishedAt: day(number),
  namesActions: true,
  ...more,
});
const cycles = (count: number, more: Record<number, Partial<FollowedCycle>> = {}) =>
  Array.from({ length: count }, (_, n) => cycle(n + 1, more[n + 1]));
const begun = (all: readonly FollowedCycle[], upTo = 99) =>
  followWindows(all, upTo).map(({ cycleId }) => cycleId);

describe("cycles whose new diverging duos can be followed", () => {
  test("have a cycle before them, a next close and three cycles after it", () => {
    expect(begun(cycles(5))).toEqual([]);
    expect(followWindows(cycles(6), 6)).toEqual([
      { cycleId: "c2", beforeId: "c1", afterIds: ["c4", "c5", "c6"], from: day(2), until: day(3) },
    ]);
    expect(begun(cycles(8))).toEqual(["c2", "c3", "c4"]);
    expect(begun(cycles(8), 7)).toEqual(["c2", "c3"]);
  });

  test("are not those beside a private or withdrawn cycle, nor those whose promise names no action", () => {
    expect(begun(cycles(8, { 4: { sharingMode: "private" } }))).toEqual(["c3"]);
    expect(begun(cycles(8, { 1: { sharingMode: "private" } }))).toEqual(["c3", "c4"]);
    expect(begun(cycles(8, { 6: { state: "withdrawn" } }))).toEqual([]);
    expect(begun(cycles(8, { 2: { namesActions: false } }))).toEqual(["c3", "c4"]);
  });

  test("end with the close, which may be earlier than planned", () => {
    const early = new Date(day(2).getTime() + 1000);
    expect(followWindows(cycles(6, { 3: { closedAt: early } }), 6)[0]?.until).toEqual(early);
  });
});

const windows = followWindows(cycles(8), 8);
const out: readonly StatusCode[] = ["diverging", "steady", "steady"];
const still: readonly StatusCode[] = ["diverging", "diverging", "diverging"];
const onset = (duoId: string, after: OnsetRows["after"], more: Partial<OnsetRows> = {}): OnsetRows => ({
  duoId,
  cycleId: "c2",
  before: "steady",
  after,
  ...more,
});
const many = (name: string, count: number, after: OnsetRows["after"]) =>
  Array.from({ length: count }, (_, n) => onset(`${name}${n}`, after));
const inTime = (onsets: readonly OnsetRows[]) =>
  onsets.map(({ duoId }) => ({ duoId, notedAt: new Date(day(2).getTime() + 1) }));

describe("did it help?", () => {
  test("both groups are counted with Wilson's interval, and compared by Fisher's test", () => {
    // 8 of 9 against 1 of 9: by hand, p = 2 (C(9,8) C(9,1) + C(9,9) C(9,0)) / C(18,9) = 164 / 48620 = .0034.
    const acted = [...many("a", 8, out), ...many("b", 1, still)];
    const others = [...many("c", 1, out), ...many("d", 8, still)];
    const found = followUp(windows, [...acted, ...others], inTime(acted));
    expect(found).toMatchObject({
      acted: { followed: 9, out: 8 },
      others: { followed: 9, out: 1 },
      verdict: "more",
    });
    expect(found.acted.interval!.lower).toBeCloseTo(0.565, 3);
    expect(found.acted.interval!.upper).toBeCloseTo(0.98, 2);
    expect(followUp(windows, [...acted, ...others], inTime(others)).verdict).toBe("less");
  });

  test("is not distinguishable until it is, and with fewer than five in a group nothing is said", () => {
    // 4 of 5 against 2 of 5: p = .52.
    const acted = [...many("a", 4, out), ...many("b", 1, still)];
    const others = [...many("c", 2, out), ...many("d", 3, still)];
    const verdict = (rows: readonly OnsetRows[]) => followUp(windows, rows, inTime(acted)).verdict;
    expect(verdict([...acted, ...others])).toBe("not-distinguishable");
    expect(verdict([...acted.slice(1), ...others])).toBeNull();
    expect(verdict([...acted, ...others.slice(1)])).toBeNull();
    expect(followUp(windows, [], [])).toEqual({
      began: { firstId: windows[0]!.cycleId, lastId: windows.at(-1)!.cycleId },
      acted: { followed: 0, out: 0, interval: undefined },
      others: { followed: 0, out: 0, interval: undefined },
      verdict: null,
    });
  });

  test("an action counts that was noted after the row was published and before the next close", () => {
    const duo = onset("a", out);
    const acted = (notedAt: Date) => followUp(windows, [duo], [{ duoId: "a", notedAt }]).acted.followed === 1;
    expect([day(2), day(3)].map(acted)).toEqual([true, false]);
    expect(acted(new Date(day(2).getTime() - 1))).toBe(false);
    expect(acted(new Date(day(3).getTime() - 1))).toBe(true);
  });

  test("a duo counts once, the first time, if it began then and has a row in each of the three cycles", () => {
    const followed = (...rows: OnsetRows[]) => followUp(windows, rows, []).others;
    expect(followed(onset("a", still, { cycleId: "c4" }), onset("a", out))).toMatchObject({
      followed: 1,
      out: 1,
    });
    for (const before of ["diverging", "not-enough-data", null] as const) {
      expect(followed(onset("a", out, { before })).followed).toBe(0);
    }
    expect(followed(onset("a", ["steady", "steady"])).followed).toBe(0);
    expect(followed(onset("a", [null, null, null])).followed).toBe(0);
    expect(followed(onset("a", [null, "diverging", null]))).toMatchObject({ followed: 1, out: 0 });
    expect(followed(onset("a", ["not-enough-data", null, "strained"]))).toMatchObject({ out: 1 });
    expect(followed(onset("a", out, { cycleId: "c7" })).followed).toBe(0);
  });
});
