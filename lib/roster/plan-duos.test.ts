import { describe, expect, test } from "vitest";
import { complaints, duo, plan, roster, today, told } from "@/testkit/rosters";
import { isError } from "./problems";

describe("duos", () => {
  const file = (...lines: string[]) =>
    `duo_id,ic_id,manager_id,unit,ic_grade,manager_grade\n${lines.join("\n")}\n`;

  test("are added, changed and moved", () => {
    expect(
      told({ files: [file("d1,EA,EB,Acme / Sales,,", "d2,EC,ED,Eng / Core,5,6", "d9,EA,EC,Eng,,")] }),
    ).toEqual(["duo move d1", "duo change d2", "duo add A Example & C Example"]);
  });

  test("pause, resume and end", () => {
    const set = (column: string, value: string) => `duo_id,ic_id,manager_id,${column}\nd1,EA,EB,${value}\n`;
    expect(told({ files: [set("paused", "yes")] })).toEqual(["duo pause d1"]);
    const on = { ...roster, duos: [duo("d1", ["A", "B"], { paused: true })] };
    expect(told({ files: [set("paused", "no")], on })).toEqual(["duo resume d1"]);
    expect(told({ files: [set("ended_on", "2026-11-25")] })).toEqual(["duo end d1 line"]);
    expect(complaints({ files: [set("ended_on", "2024-01-01")] })).toEqual(["ends-before-start"]);
    const asked = { ...roster, duos: [duo("d1", ["A", "B"], { asked: true })] };
    const later = { files: [set("started_on", "2026-12-01")] };
    expect([complaints(later), complaints({ ...later, on: asked })]).toEqual([[], ["start-after-cycle"]]);
    expect(complaints({ files: [set("started_on", today)], on: asked })).toEqual([]);
  });

  test("another partner is another duo with a history of its own", () => {
    const { items, writes, problems } = plan({
      files: ["duo_id,duo,ic_id,manager_id,started_on\nd1,d1,EA,EC,2025-01-01\n"],
    });
    expect(problems.map(({ code, value }) => [code, value])).toEqual([["duo-replaced", "d1 → d1"]]);
    const unnamed = plan({ files: ["duo_id,ic_id,manager_id\nd1,EA,EC\n"] });
    expect(unnamed.problems.map(({ value }) => value)).toEqual(["d1 → A Example & C Example"]);
    expect(items.map(({ action, reason }) => [action, reason])).toEqual([
      ["end", "line"],
      ["replace", undefined],
    ]);
    expect(
      writes.duos.map(({ id, externalId, endedOn, startedOn, unitId }) => ({
        id,
        externalId,
        endedOn,
        startedOn,
        unitId,
      })),
    ).toEqual([
      { id: "d1", externalId: "d1", endedOn: today, startedOn: "2025-01-01", unitId: "Eng" },
      { id: "new1", externalId: "d1", endedOn: null, startedOn: today, unitId: "Eng" },
    ]);
  });

  test("a duo that is replaced before it would have begun keeps its start, and never begins", () => {
    const on = { ...roster, duos: [duo("d1", ["A", "B"], { startedOn: "2100-01-01" })] };
    const { writes } = plan({ files: ["duo_id,duo,ic_id,manager_id\nd1,d1,EA,EC\n"], on });
    expect(writes.duos.map(({ id, startedOn, endedOn }) => [id, startedOn, endedOn])).toEqual([
      ["d1", "2100-01-01", today],
      ["new1", today, null],
    ]);
  });

  test.each<[string, string, string]>([
    ["a person on both sides", file("d9,EA,EA,Eng,,"), "same-person"],
    ["the same two people the other way round", file("d9,EB,EA,Eng,,"), "swapped-duo"],
    ["the same two people under another id", file("d9,EA,EB,Eng,,"), "duo-pair-taken"],
    ["somebody unknown", file("d9,EX,EA,Eng,,"), "person-unknown"],
    ["an unknown unit", file("d9,EA,EC,Nowhere,,"), "unit-unknown"],
    ["no unit", file("d9,EA,EC,,,"), "required"],
    ["two grades apart", file("d1,EA,EB,Eng,4,6"), "grade-distance"],
    ["twice the same", file("d1,EA,EB,Eng,,", "d1,EA,EB,Eng,,"), "twice"],
  ])("%s is told", (_, text, code) => {
    expect(complaints({ files: [text] })).toEqual([code]);
  });

  test("a damaged name of a unit or a duo is a warning, once for each unit", () => {
    const { problems } = plan({
      files: [
        "unit\nAcme / Fran\u00c3\u00a7ais\nAcme / Fran\u00c3\u00a7ais / Un\nAcme / \ufffdquipe\n",
        "duo,ic_id,manager_id,unit\nR?gis & B,EA,EC,Eng\n",
      ],
    });
    expect(problems.map(({ code, column, line }) => [code, column, line])).toEqual([
      ["name-damaged", "unit", 2],
      ["name-damaged", "unit", 4],
      ["name-damaged", "duo", 2],
    ]);
    expect(problems.some(isError)).toBe(false);
  });

  test("two grades apart is a warning, one apart is nothing", () => {
    const { problems } = plan({ files: [file("d1,EA,EB,Eng,4,6")] });
    expect(problems.some(isError)).toBe(false);
    expect(plan({ files: [file("d1,EA,EB,Eng,4,5")] }).problems).toEqual([]);
  });
});
