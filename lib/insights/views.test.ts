import { describe, expect, test } from "vitest";
import { unitChoices } from "./choices";
import { parseFilters } from "./filters";
import { summarizeFlow } from "./flow";
import {
  type CycleFacts,
  cyclesInRange,
  type InsightsFrame,
  nextPublished,
  topUnits,
  withdrawnCycle,
} from "./frame";

const unit = (id: string, parentId: string | null, lineage: string[]) => ({
  id,
  parentId,
  name: id,
  label: id,
  lineage,
});
const tree = [
  unit("root", null, ["root"]),
  unit("a", "root", ["root", "a"]),
  unit("b", "root", ["root", "b"]),
  unit("a1", "a", ["root", "a", "a1"]),
  unit("a2", "a", ["root", "a", "a2"]),
  unit("b1", "b", ["root", "b", "b1"]),
];
const offered = (units: typeof tree, chosen: string) =>
  unitChoices(units, tree.find(({ id }) => id === chosen)!).map(
    ({ unit: { id }, depth }) => `${depth} ${id}`,
  );

describe("units to choose from", () => {
  test("are the way down, the siblings and the next level, never the whole tree", () => {
    expect(offered(tree, "root")).toEqual(["0 root", "1 a", "1 b"]);
    expect(offered(tree, "a")).toEqual(["0 root", "1 a", "2 a1", "2 a2", "1 b"]);
    expect(offered(tree, "b1")).toEqual(["0 root", "1 b", "2 b1"]);
  });
  test("begin with what a director leads, and offer every one of it", () => {
    const scope = tree.filter(({ id }) => ["a", "a1", "a2", "b1"].includes(id));
    expect(topUnits(scope).map(({ id }) => id)).toEqual(["a", "b1"]);
    expect(offered(scope, "a1")).toEqual(["0 a", "1 a1", "1 a2", "0 b1"]);
  });
});

const cycle = (number: number, state = "published"): CycleFacts => ({
  id: `cycle ${number}`,
  number,
  state,
  opensOn: `2026-0${number + 1}-01`,
  publishedAt: new Date(Date.UTC(2026, number, 28)),
  sharingMode: "scoped",
  instrumentVersion: "1",
  instrumentBreak: false,
  withdrawnAt: state === "withdrawn" ? new Date(Date.UTC(2026, number, 29)) : null,
  withdrawnReason: null,
});
test("what names no cycle or unit is kept as an id of nothing; another value that is no choice is dropped", () => {
  const nothing = "00000000-0000-0000-0000-000000000000";
  expect(parseFilters({ from: "abc", to: "2026-01-01", unit: "zzz", cycle: ["x"], team: "huge" })).toEqual({
    from: nothing,
    to: nothing,
    unit: nothing,
    cycle: nothing,
  });
  expect(parseFilters({ from: "", unit: undefined, pair: "cto-vp" })).toEqual({ pair: "cto-vp" });
  expect(parseFilters({ sort: "level", pair: "cto-vp" })).toEqual({ pair: "cto-vp" });
});

const frame = (chosen: CycleFacts, cycles: CycleFacts[]): InsightsFrame => ({
  filters: {},
  cycles,
  cycle: chosen,
  previous: undefined,
  units: tree,
  unit: tree[0]!,
});

describe("the cycles of a view", () => {
  const cycles = [cycle(4, "withdrawn"), cycle(3), cycle(2, "withdrawn"), cycle(1)];
  test("are the published ones up to the chosen, oldest first", () => {
    expect(cyclesInRange(frame(cycles[1]!, cycles), 6).map(({ number }) => number)).toEqual([1, 3]);
    expect(cyclesInRange(frame(cycles[1]!, cycles), 1).map(({ number }) => number)).toEqual([3]);
  });
  test("name a withdrawn one that is chosen or newer, not one long past", () => {
    expect(withdrawnCycle(frame(cycles[1]!, cycles))?.number).toBe(4);
    expect(withdrawnCycle(frame(cycles[2]!, cycles))?.number).toBe(2);
    expect(withdrawnCycle(frame(cycles[1]!, cycles.slice(1)))).toBeUndefined();
  });
  test("give the published one after another, past those withdrawn", () => {
    expect(nextPublished(cycles, cycles[3]!)?.number).toBe(3);
    expect(nextPublished([cycle(5), ...cycles], cycles[1]!)?.number).toBe(5);
    expect(nextPublished(cycles, cycles[1]!)).toBeUndefined();
  });
});

test("the flow is over duos with a state in both cycles, the others counted apart", () => {
  const summary = summarizeFlow([
    { from: "steady", to: "steady", count: 30 },
    { from: "steady", to: "strained", count: 10 },
    { from: "strained", to: "multiplying", count: 20 },
    { from: "steady", to: "incomplete", count: 60 },
    { from: "not-enough-data", to: "steady", count: 3 },
  ]);
  expect(summary).toEqual({
    total: 60,
    stayed: 30,
    others: 63,
    steps: [
      { from: "strained", to: "multiplying", count: 20, share: 1 },
      { from: "steady", to: "strained", count: 10, share: 0.25 },
    ],
  });
});
