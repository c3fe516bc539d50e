import { describe, expect, test } from "vitest";
import { duo, roster, today } from "@/testkit/rosters";
import { type HandChange, isTaken, planByHand } from "./by-hand";

const plan = (change: HandChange, on = roster) =>
  planByHand(on, change, {
    today,
    selfId: "Self",
    newId: () => "made",
    addressesElsewhere: new Set<string>(),
  });
const told = (change: HandChange, on = roster) =>
  plan(change, on).items.map(({ kind, action, name, reason }) =>
    [kind, action, name, reason].filter(Boolean).join(" "),
  );

describe("a change by hand", () => {
  test("is planned as the line of a file would be, with everything that follows from it", () => {
    expect(told({ kind: "person", id: "A", cells: { ended_on: today } })).toEqual([
      "person end A Example line",
      "duo end d1 person-ends",
    ]);
    expect(told({ kind: "duo", id: "d1", cells: { ic_id: "EA", manager_id: "EB", paused: "yes" } })).toEqual([
      "duo pause d1",
    ]);
    expect(told({ kind: "leader", cells: { person_id: "EA", unit: "Eng" } })).toEqual([
      "leader add A Example",
    ]);
  });

  test("finds a unit without an id of its own, moves it, and leaves it without one", () => {
    const { items, writes } = plan({ kind: "unit", id: "Sales", cells: { unit: "Acme / Eng / Selling" } });
    expect(items).toMatchObject([{ kind: "unit", action: "move", name: "Selling" }]);
    expect(writes.units).toMatchObject([{ id: "Sales", parentId: "Eng", name: "Selling", externalId: null }]);
  });

  test("replaces a partner of a duo without an id of its own: a new duo, and neither has one", () => {
    const on = { ...roster, duos: [duo("d1", ["A", "B"], { externalId: null })] };
    const { items, writes } = plan({ kind: "duo", id: "d1", cells: { ic_id: "EA", manager_id: "EC" } }, on);
    expect(items.map(({ action }) => action)).toEqual(["end", "replace"]);
    expect(writes.duos.map(({ id, externalId }) => [id, externalId])).toEqual([
      ["d1", null],
      ["made", null],
    ]);
  });

  test("keeps an id that the organization gave", () => {
    const { writes } = plan({ kind: "unit", id: "Core", cells: { unit: "Acme / Core" } });
    expect(writes.units).toMatchObject([{ id: "Core", externalId: "U2", parentId: "Acme" }]);
  });

  test("is no change of something else: what is asked for as new must be new", () => {
    const known = { kind: "person", cells: { person_id: "EA", name: "Other", email: "o@x.test" } } as const;
    expect(isTaken(known, plan(known))).toBe(true);
    const free = { kind: "person", cells: { person_id: "E9", name: "Other", email: "o@x.test" } } as const;
    expect(isTaken(free, plan(free))).toBe(false);
    const pair = { kind: "duo", cells: { ic_id: "EA", manager_id: "EB", unit: "Eng" } } as const;
    expect(isTaken(pair, plan(pair))).toBe(true);
  });

  test("says what is wrong by column", () => {
    const problems = plan({
      kind: "person",
      id: "A",
      cells: { email: "nothing", ended_on: "1/2/2026" },
    }).problems;
    expect(problems.map(({ code, column }) => [code, column])).toEqual([
      ["address", "email"],
      ["date", "ended_on"],
    ]);
    expect(plan({ kind: "person", id: "Self", cells: { ended_on: today } }).problems).toMatchObject([
      { code: "self-ends" },
    ]);
    expect(plan({ kind: "leader", cells: { person_id: "ESelf", unit: "Eng" } }).problems).toMatchObject([
      { code: "leader-self" },
    ]);
  });

  test("something that is not there any more changes nothing", () => {
    expect(plan({ kind: "person", id: "gone", cells: { ended_on: today } })).toMatchObject({
      items: [],
      problems: [{ code: "required", column: "person_id" }],
    });
  });
});
