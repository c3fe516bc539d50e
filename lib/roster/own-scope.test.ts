import { describe, expect, test } from "vitest";
import { complaints, leading, plan, roster } from "@/testkit/rosters";

describe("who leads a unit and imports", () => {
  const duos = (...lines: string[]) => `duo_id,ic_id,manager_id,unit\n${lines.join("\n")}\n`;

  test.each<[string, string]>([
    ["a duo", duos("d3,EE,EF,Eng")],
    ["a duo into a unit below", duos("d3,EE,EF,Eng / Core")],
    ["a duo that ends with it", "duo_id,ic_id,manager_id,unit,ended_on\nd3,EE,EF,Eng,2026-11-25\n"],
    ["a new duo", duos("d9,EA,EC,Eng")],
    ["a new partner", duos("d1,EA,EF,Eng")],
    ["a unit with what is in it", "unit_id,unit\nU9,Eng / Sales\n"],
  ])("does not bring %s into it", (_, file) => {
    const named = roster.units.map((unit) => (unit.id === "Sales" ? { ...unit, externalId: "U9" } : unit));
    const told = (...led: string[]) =>
      complaints({ files: [file], on: { ...leading(...led), units: named } }).filter(
        (code) => code === "leader-self",
      );
    expect(told("Eng")).toEqual(["leader-self"]);
    expect(told()).toEqual([]);
    // None is outside the whole tree, and somebody's own goes on to be theirs.
    expect(told("Acme")).toEqual([]);
    expect(told("Eng", "Acme")).toEqual([]);
  });

  test("changes and moves what is in it, out of it, and elsewhere", () => {
    const files = [duos("d1,EA,EB,Eng / Core", "d2,EC,ED,Sales", "d8,EA,EF,Sales")];
    expect(complaints({ files, on: leading("Eng") })).toEqual([]);
    expect(complaints({ files: ["unit_id,unit\nU1,Sales / Eng\n"], on: leading("Eng") })).toEqual([]);
  });

  const swapped = roster.units.map((unit) => (unit.id === "Sales" ? { ...unit, externalId: "U9" } : unit));
  test.each<[string, string, string[]]>([
    ["exchanges the ids of it and of another", "unit_id,unit\nU9,Eng\nU1,Sales\n", ["Eng"]],
    ["exchanges their names", "unit_id,unit\nU1,Sales\nU9,Eng\n", ["Eng"]],
    ["gives it another name", "unit_id,unit\nU1,Market\n", ["Eng"]],
    ["renames a unit in it", "unit_id,unit\nU2,Eng / Market\n", ["Eng"]],
    ["renames the unit above it", "unit_id,unit\nU1,Market\nU2,Market / Core\n", ["Core"]],
  ])("and %s, so that a later file would mean it, must ask another admin", (_, file, led) => {
    const on = { ...leading(...led), units: swapped };
    expect(complaints({ files: [file], on })).toContain("leader-self");
    expect(complaints({ files: [file], on: leading("Acme", ...led) })).not.toContain("leader-self");
    expect(complaints({ files: [file], on: { ...on, leaders: [] } })).not.toContain("leader-self");
  });

  test("and gives a unit that has none an id, must ask another admin too", () => {
    expect(complaints({ files: ["unit_id,unit\nU7,Sales\n"], on: leading("Sales") })).toEqual([
      "leader-self",
    ]);
  });

  test("renames what is elsewhere, and below nothing of their own", () => {
    const on = { ...leading("Core"), units: swapped };
    expect(complaints({ files: ["unit_id,unit,platform\nU9,Market,yes\nU2,Eng / Core,yes\n"], on })).toEqual(
      [],
    );
  });

  test("is told the line, and what it names", () => {
    expect(plan({ files: [duos("d3,EE,EF,Eng")], on: leading("Eng") }).problems).toEqual([
      { code: "leader-self", file: 1, line: 2, value: "d3" },
    ]);
  });
});
