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

  test("is told the line, and what it names", () => {
    expect(plan({ files: [duos("d3,EE,EF,Eng")], on: leading("Eng") }).problems).toEqual([
      { code: "leader-self", file: 1, line: 2, value: "d3" },
    ]);
  });
});
