import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { complaints, duo, person, plan, roster, today, told, unit } from "@/testkit/rosters";
import { isOver, outlasts, type Roster } from "./roster";

/** Ends that are to come, of people, units and duos. */
const [soon, later] = ["2026-12-01", "2026-12-20"];
const endOf = (id: string, day: string) => `person_id,ended_on\nE${id},${day}\n`;
/** A duo that ends on this day: by itself, or with those of its people who end on it. */
const endingDuo = (people: Record<string, string>, endedOn: string | null) => {
  const isOthers = endedOn !== null && endedOn > today && Object.values(people).includes(endedOn);
  return duo("d1", ["A", "B"], { endedOn, ...(isOthers && { ownEndedOn: null }) });
};
const withEnds = (people: Record<string, string>, duoEnd: string | null, more: Partial<Roster> = {}) => ({
  ...roster,
  people: roster.people.map((one) => ({ ...one, endedOn: people[one.id] ?? null })),
  duos: [endingDuo(people, duoEnd)],
  ...more,
});
const endsOf = (given: Parameters<typeof plan>[0]) =>
  plan(given).writes.duos.map(({ id, startedOn, endedOn }) => [id, startedOn, endedOn]);

describe("a person's end that is to come", () => {
  test("ends their duos on that day, and says so", () => {
    const { items, writes } = plan({ files: [endOf("B", soon)] });
    expect(items).toMatchObject([
      { kind: "person", action: "change", name: "B Example" },
      {
        kind: "duo",
        action: "change",
        name: "d1",
        reason: "person-ends",
        changes: [{ field: "endedOn", before: "", after: soon }],
      },
    ]);
    expect(writes.duos.map(({ id, endedOn }) => [id, endedOn])).toEqual([["d1", soon]]);
  });

  test("leaves a duo alone that ends by then, and ends one earlier that would end after it", () => {
    expect(told({ files: [endOf("B", later)], on: withEnds({}, soon) })).toEqual(["person change B Example"]);
    expect(told({ files: [endOf("B", soon)], on: withEnds({}, soon) })).toEqual(["person change B Example"]);
    expect(endsOf({ files: [endOf("B", soon)], on: withEnds({}, later) })).toEqual([
      ["d1", "2025-01-01", soon],
    ]);
    expect(endsOf({ files: [endOf("B", later), endOf("A", soon)] })).toEqual([["d1", "2025-01-01", soon]]);
  });

  test("ends on that day also a duo that would begin after it, whose start stays", () => {
    const on = { ...roster, duos: [duo("d1", ["A", "B"], { startedOn: later })] };
    expect(endsOf({ files: [endOf("B", soon)], on })).toEqual([["d1", later, soon]]);
    const never = withEnds({ B: soon }, soon, {
      duos: [duo("d1", ["A", "B"], { startedOn: later, ownEndedOn: null, endedOn: soon })],
    });
    expect(endsOf({ files: [endOf("B", "")], on: never })).toEqual([["d1", later, null]]);
    const line = (columns: string, cells: string) => [
      `duo_id,ic_id,manager_id,${columns}\nd1,EA,EB,${cells}\n`,
    ];
    expect(complaints({ files: line("duo,started_on", `Other,${later}`), on: never })).toEqual([]);
    for (const day of [soon, "2026-12-19"])
      expect(complaints({ files: line("ended_on", day), on: never })).toEqual(["ends-before-start"]);
    // On the day itself it is taken back.
    for (const day of [today, later])
      expect(complaints({ files: line("ended_on", day), on: never })).toEqual([]);
  });

  test("holds for what a duo's own line asks for", () => {
    const on = withEnds({ B: soon }, soon);
    const line = (day: string) => `duo_id,ic_id,manager_id,ended_on\nd1,EA,EB,${day}\n`;
    expect(told({ files: [line("")], on })).toEqual([]);
    expect(plan({ files: [line(later)], on }).items).toMatchObject([
      { reason: "person-ends", changes: [{ field: "ownEndedOn", before: "", after: later }] },
    ]);
    expect(endsOf({ files: [line("2026-11-28")], on })).toEqual([["d1", "2025-01-01", "2026-11-28"]]);
    const back = withEnds({ B: soon }, "2026-11-20");
    expect(told({ files: [line("")], on: back })).toEqual(["duo resume d1 person-ends"]);
    expect(endsOf({ files: [line("")], on: back })).toEqual([["d1", "2025-01-01", soon]]);
  });

  test("is the end of a new duo too, which does not begin after it", () => {
    const on = withEnds({ B: soon }, soon);
    const line = (day: string) => `ic_id,manager_id,unit,started_on\nEC,EB,Eng,${day}\n`;
    expect(plan({ files: [line(today)], on }).items).toMatchObject([
      {
        action: "add",
        reason: "person-ends",
        changes: [{ field: "endedOn", before: "", after: soon }],
      },
    ]);
    expect(complaints({ files: [line(soon)], on })).toEqual(["person-ended"]);
  });

  test("asks for a number where so many people or duos get one", () => {
    const files = [["A", "B", "C", "D"].map((id) => `E${id},${soon}`).join("\n")];
    expect(plan({ files: [`person_id,ended_on\n${files}\n`] }).tripped).toEqual([
      { breaker: "people", count: 4, of: 7 },
      { breaker: "duos", count: 2, of: 3 },
    ]);
  });
});

describe("where that end changes before it has come", () => {
  const back = endOf("B", "");

  test("a duo that was to end on the same day follows", () => {
    const on = withEnds({ B: soon }, soon);
    expect(told({ files: [back], on })).toEqual(["person change B Example", "duo change d1 person-stays"]);
    expect(endsOf({ files: [back], on })).toEqual([["d1", "2025-01-01", null]]);
    expect(endsOf({ files: [endOf("B", later)], on })).toEqual([["d1", "2025-01-01", later]]);
    expect(endsOf({ files: [endOf("B", "2026-11-28")], on })).toEqual([["d1", "2025-01-01", "2026-11-28"]]);
  });

  test("no duo goes on longer than the other partner or its unit", () => {
    expect(endsOf({ files: [back], on: withEnds({ A: soon, B: soon }, soon) })).toEqual([]);
    expect(endsOf({ files: [back], on: withEnds({ A: later, B: soon }, soon) })).toEqual([
      ["d1", "2025-01-01", later],
    ]);
    expect(told({ files: [back, endOf("A", "2026-11-28")], on: withEnds({ B: soon }, soon) })).toContain(
      "duo change d1 person-ends",
    );
    const units = roster.units.map((one) => (one.lineage.includes("Eng") ? { ...one, endedOn: soon } : one));
    const on = withEnds({ B: soon }, soon, { units });
    expect(plan({ files: [back], on })).toMatchObject({ problems: [], items: [{ kind: "person" }] });
    // Whichever end is taken back last, the list names the duo with it.
    const bothBack = withEnds({}, soon, {
      units,
      duos: [duo("d1", ["A", "B"], { ownEndedOn: null, endedOn: soon })],
    });
    expect(plan({ files: ["unit,ended_on\nEng / Core,\nEng,\n"], on: bothBack }).items).toMatchObject([
      { kind: "unit" },
      { kind: "unit" },
      { kind: "duo", reason: "unit-stays", changes: [{ field: "endedOn", before: soon, after: "" }] },
    ]);
  });

  test("a duo has its own end again", () => {
    const on = withEnds({ B: soon }, soon, {
      duos: [duo("d1", ["A", "B"], { ownEndedOn: later, endedOn: soon })],
    });
    expect(plan({ files: [back], on }).items[1]).toMatchObject({
      reason: "person-stays",
      changes: [{ field: "endedOn", before: soon, after: later }],
    });
  });

  test("other ends stay: of another day, of a line of its own, and what has come", () => {
    const person = ["person change B Example"];
    expect(told({ files: [back], on: withEnds({ B: later }, soon) })).toEqual(person);
    const own = `duo_id,ic_id,manager_id,ended_on\nd1,EA,EB,${soon}\n`;
    const isItsOwn = plan({ files: [back, own], on: withEnds({ B: soon }, soon) });
    expect(isItsOwn.items[1]?.changes).toEqual([{ field: "ownEndedOn", before: "", after: soon }]);
    expect(isItsOwn.writes.duos).toMatchObject([{ ownEndedOn: soon, endedOn: soon }]);
    const over = withEnds({ B: "2026-11-20" }, "2026-11-20");
    expect(told({ files: [back], on: over })).toEqual(["person resume B Example"]);
  });
});

describe("a unit's end that is to come", () => {
  const end = (path: string, day = soon) => `unit,ended_on\n${path},${day}\n`;
  const bare = { ...roster, units: roster.units.filter(({ id }) => id !== "Core"), duos: [] };

  test("is refused while units or duos go on after it, and for the root", () => {
    expect(complaints({ files: [end("Eng")] })).toEqual([
      "unit-has-units",
      "unit-has-duos",
      "leader-of-ended-unit",
    ]);
    expect(complaints({ files: [end("Acme")] })).toContain("unit-root");
    const others = [
      `unit,ended_on\nEng / Core,${soon}\n`,
      `duo_id,ic_id,manager_id,ended_on\nd1,EA,EB,${soon}\n`,
    ];
    const on = { ...roster, duos: [duo("d1", ["A", "B"])], leaders: [] };
    expect(complaints({ files: [end("Eng"), ...others], on })).toEqual([]);
    expect(complaints({ files: [end("Eng", "2026-11-30"), ...others], on })).toEqual([
      "unit-has-units",
      "unit-ended",
    ]);
    // What has ended meanwhile stands in no unit's way, however early the unit's own end is said to be.
    expect(
      complaints({
        files: [end("Sales", "2026-11-01"), "duo_id,ic_id,manager_id,ended_on\nd3,EE,EF,2026-11-20\n"],
      }),
    ).toEqual([]);
  });

  test("refuses what comes into it, or comes back in it, for longer", () => {
    const ending = bare.units.map((one) => (one.id === "Eng" ? { ...one, endedOn: soon } : one));
    const on = {
      ...bare,
      units: ending,
      duos: [duo("old", ["A", "B"], { endedOn: "2026-11-01" }), duo("s", ["C", "D"], { unitId: "Sales" })],
    };
    const refused = (file: string) => complaints({ files: [file], on });
    expect(refused("unit\nEng / New\n")).toEqual(["unit-ended"]);
    expect(refused("ic_id,manager_id,unit\nEE,EF,Eng\n")).toEqual(["unit-ended"]);
    expect(refused("duo_id,ic_id,manager_id,unit\ns,EC,ED,Eng\n")).toEqual(["unit-ended"]);
    expect(refused("duo_id,ic_id,manager_id,ended_on\nold,EA,EB,\n")).toEqual(["unit-ended"]);
    expect(refused(`ic_id,manager_id,unit,ended_on\nEE,EF,Eng,${soon}\n`)).toEqual([]);
    expect(refused(`unit,ended_on\nEng / New,${soon}\n`)).toEqual([]);
  });

  test("refuses a duo that comes back after it, also until one of its people ends", () => {
    const over = bare.units.map((one) => (one.id === "Eng" ? { ...one, endedOn: "2026-11-10" } : one));
    const on = withEnds({ A: soon }, "2026-11-01", { units: over });
    expect(complaints({ files: ["duo_id,ic_id,manager_id,ended_on\nd1,EA,EB,\n"], on })).toEqual([
      "unit-ended",
    ]);
  });

  test("says once that its leaders lose it", () => {
    expect(complaints({ files: [end("Eng")], on: bare })).toEqual(["leader-of-ended-unit"]);
    const set = {
      ...bare,
      units: bare.units.map((one) => (one.id === "Eng" ? { ...one, endedOn: soon } : one)),
    };
    expect(complaints({ files: [end("Eng")], on: set })).toEqual([]);
  });
});

test("a plan without an error leaves nothing that goes on after what it depends on", () => {
  const day = fc.option(fc.constantFrom("2026-11-20", "2026-11-25", soon, later));
  const cell = fc.option(fc.constantFrom("", "2026-11-20", soon, "2026-12-10", later));
  fc.assert(
    fc.property(
      fc.array(day, { minLength: 4, maxLength: 4 }),
      fc.array(day, { minLength: 3, maxLength: 3 }),
      fc.array(cell, { minLength: 6, maxLength: 6 }),
      (before, duoEnds, cells) => {
        const people = ["A", "B", "C", "D"].map((id, i) => person(id, { endedOn: before[i] ?? null }));
        const ended = (icId: string, managerId: string, own: string | null) =>
          [own, ...people.filter(({ id }) => id === icId || id === managerId).map(({ endedOn }) => endedOn)]
            .filter((one) => one !== null)
            .toSorted()[0] ?? null;
        const pairs = [
          ["A", "B"],
          ["C", "B"],
          ["C", "D"],
        ] as const;
        const duos = pairs.map(([ic, manager], i) =>
          duo(`d${i}`, [ic, manager], { endedOn: ended(ic, manager, duoEnds[i] ?? null) }),
        );
        const on: Roster = {
          units: roster.units.map((one) =>
            unit(
              one.id,
              roster.units.find(({ id }) => id === one.parentId),
              one,
            ),
          ),
          people: [...people, person("Self")],
          duos,
          leaders: [],
        };
        const lines = (head: string, rows: [string, string | null | undefined][]) =>
          [
            head,
            ...rows.flatMap(([key, value]) =>
              value === null || value === undefined ? [] : [`${key},${value}`],
            ),
          ].join("\n");
        const files = [
          lines(
            "person_id,ended_on",
            ["A", "B", "C", "D"].map((id, i) => [`E${id}`, cells[i]]),
          ),
          lines("duo_id,ic_id,manager_id,ended_on", [["d1,EC,EB", cells[4]]]),
          lines("unit,ended_on", [["Eng", cells[5]]]),
        ].filter((text) => text.includes("\n"));
        const { writes, problems } = plan({ files, on });
        if (problems.length > 0) return;
        const now = <T extends { id: string }>(all: readonly T[], written: readonly T[]) =>
          new Map([...all, ...written].map((one) => [one.id, one]));
        const [peopleNow, unitsNow] = [
          now<Roster["people"][number]>(on.people, writes.people),
          now<Roster["units"][number]>(on.units, writes.units),
        ];
        for (const one of now<Roster["duos"][number]>(on.duos, writes.duos).values()) {
          const dependsOn = [
            peopleNow.get(one.icId)!,
            peopleNow.get(one.managerId)!,
            unitsNow.get(one.unitId)!,
          ];
          if (!isOver(one, today)) expect(dependsOn.some((other) => outlasts(one, other, today))).toBe(false);
        }
      },
    ),
  );
});
