import { describe, expect, it } from "vitest";
import { duo, roster } from "@/testkit/rosters";
import type { Cells } from "./by-hand";
import { changedCells, formCellsOf, lineCellsOf } from "./form-cells";

const person = (typed: Cells, now: Cells, started: Cells = { name: "Beta", given_name: "Bo" }) =>
  changedCells({ kind: "person", typed, started, now });

describe("the cells that a form changes", () => {
  it("are those that differ from what the form showed: others keep what somebody else made of them", () => {
    const typed = { name: "Beta ", given_name: "Bob" };
    expect(person(typed, { name: "Delta", given_name: "Bo" })).toEqual({
      cells: { given_name: "Bob" },
      clashes: [],
    });
  });

  it("do not hold what somebody else changed to another value; that is to be chosen between", () => {
    expect(person({ name: "Gamma", given_name: "Bob" }, { name: "Delta", given_name: "Bo" })).toEqual({
      cells: { given_name: "Bob" },
      clashes: [{ column: "name", now: "Delta", typed: "Gamma" }],
    });
  });

  it("are no clash where both made the same change, or where the form has asked again since", () => {
    expect(person({ name: "Delta" }, { name: "Delta" }).clashes).toEqual([]);
    expect(person({ name: "Gamma" }, { name: "Delta" }, { name: "Delta" })).toEqual({
      cells: { name: "Gamma" },
      clashes: [],
    });
  });

  it("can be emptied, and a cell that the form did not show counts as typed", () => {
    expect(person({ given_name: "" }, { given_name: "Bo" }).cells).toEqual({ given_name: "" });
    expect(person({ ended_on: "2026-11-25" }, {}).cells).toEqual({ ended_on: "2026-11-25" });
  });

  it("come with what names the line, as the roster has it now", () => {
    const on = { ...roster, duos: [duo("d1", ["A", "B"])] };
    const now = formCellsOf(on, "duo", "d1")!;
    const { cells } = changedCells({ kind: "duo", typed: { paused: "yes" }, started: { paused: "no" }, now });
    expect(cells).toEqual({ ic_id: "EA", manager_id: "EB", paused: "yes" });
  });
});

describe("a unit's form", () => {
  it("moves a unit that was renamed meanwhile without its old name", () => {
    const now = { name: "Selling", unit: "Acme" };
    const started = { name: "Sales", unit: "Acme" };
    const { cells } = changedCells({
      kind: "unit",
      typed: { ...started, unit: "Acme / Eng" },
      started,
      now,
    });
    expect(lineCellsOf("unit", cells)).toEqual({ unit: "Acme / Eng / Selling" });
  });

  it("asks for the two parts of a path, which it becomes again", () => {
    const units = [{ ...roster.units.find(({ id }) => id === "Sales")!, name: "Sales / EU" }];
    const all = { ...roster, units: [...roster.units.filter(({ id }) => id !== "Sales"), ...units] };
    const cells = formCellsOf(all, "unit", "Sales")!;
    expect(cells).toMatchObject({ name: "Sales / EU", unit: "Acme" });
    expect(lineCellsOf("unit", cells).unit).toBe("Acme / Sales \\/ EU");
    expect(formCellsOf(all, "unit", "nowhere")).toBeUndefined();
  });
});
