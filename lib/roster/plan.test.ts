import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { complaints, duo, eng, person, plan, root, roster, today, told, unit } from "@/testkit/rosters";
import type { Roster } from "./roster";
import { writeRoster, writeTemplate } from "./write-files";

describe("nothing to do", () => {
  test.each([false, true])(
    "the export of a roster imports back without a change, complete %s",
    (complete) => {
      const on: Roster = {
        units: [...roster.units, unit("R/D \\ é", eng, { name: "R/D \\ é", platform: true })],
        people: [
          ...roster.people,
          person("G", { pendingEmail: "new@example.test", signedIn: true, timeZone: "Asia/Kathmandu" }),
        ],
        duos: [
          ...roster.duos,
          duo("old", ["A", "C"], { endedOn: "2026-01-01" }),
          duo("later", ["A", "D"], {
            externalId: null,
            endedOn: "2027-01-01",
            icGrade: 5,
            managerGrade: 6,
            teamSize: 8,
            paused: true,
          }),
        ],
        leaders: roster.leaders,
      };
      const kinds = ["unit", "person", "duo", "leader"] as const;
      for (const files of [[writeRoster(on, today)], kinds.map((kind) => writeRoster(on, today, kind))]) {
        const { items, problems, writes } = plan({ files, on, complete });
        expect({ items, problems }).toEqual({ items: [], problems: [] });
        expect(writes).toEqual({ units: [], people: [], duos: [], leaders: { grants: [], revoked: [] } });
      }
    },
  );

  test("names of the same look are the same, however they are stored and written", () => {
    const stored = "E\u0301quipe Un";
    const on: Roster = {
      ...roster,
      units: [...roster.units, unit("e", root, { name: stored, externalId: null })],
      people: [...roster.people, person("G", { name: "Zoe\u0308\u00a0Example", givenName: "Zoe\u0308" })],
      duos: [...roster.duos, duo("g", ["G", "D"], { unitId: "e" })],
    };
    const typed = [stored, "\u00c9quipe Un", "E\u0301quipe\u00a0Un", "\u00c9quipe\u202fUn"];
    for (const name of typed) {
      const files = [
        `unit\n${root.name} / ${name}\n`,
        "person_id,name\nEG,Zo\u00eb\u202fExample\n",
        `ic_id,manager_id,unit\nEG,ED,${name}\n`,
      ];
      const { items, problems } = plan({ files, on });
      expect({ items, problems }).toEqual({ items: [], problems: [] });
    }
  });

  test("names that a spreadsheet would run come back as they are", () => {
    const name = fc.string({
      unit: fc.constantFrom("=", "+", "-", "@", "'", '"', ";", ",", "|", "a", "é", " ", "/", "\\"),
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(name, name, (one, other) => {
        const [own, child] = [`x${one}`.trim(), `${other}x`.trim()];
        const on = {
          ...roster,
          units: [root, unit("u", root, { name: child })],
          people: [person("A", { name: own, givenName: child }), person("Self")],
          duos: [],
          leaders: [],
        };
        expect(plan({ files: [writeRoster(on, today)], on, complete: true }).items).toEqual([]);
      }),
    );
  });

  test("templates are files without a problem, and are told to name the whole organization", () => {
    const empty: Roster = { units: [root], people: [person("Self")], duos: [], leaders: [] };
    expect(plan({ files: [writeTemplate()], on: empty }).problems).toMatchObject([
      { code: "root-renamed", value: expect.stringMatching(/^Acme → /) },
    ]);
    expect(told({ files: [writeTemplate()], on: empty })).toHaveLength(7);
  });
});

describe("units", () => {
  test("are added with what is missing above them, with or without the root's name", () => {
    const { writes } = plan({ files: ["unit\nAcme / Labs / Ideas\nEng / Tools\n"] });
    expect(writes.units.map(({ name, lineage }) => [name, lineage.length])).toEqual([
      ["Labs", 2],
      ["Ideas", 3],
      ["Tools", 3],
    ]);
  });

  test("move by their id, and take what is below with them", () => {
    const { items, writes } = plan({ files: ["unit_id,unit\nU1,Sales / Engineering\n"] });
    expect(items).toEqual([
      expect.objectContaining({
        action: "move",
        changes: [
          { field: "name", before: "Eng", after: "Engineering" },
          { field: "unit", before: "Acme / Eng", after: "Acme / Sales / Engineering" },
        ],
      }),
    ]);
    expect(writes.units.map(({ id, lineage }) => [id, lineage])).toEqual([
      ["Eng", ["Acme", "Sales", "Eng"]],
      ["Core", ["Acme", "Sales", "Eng", "Core"]],
    ]);
  });

  test("take an id that their path had none of", () => {
    expect(told({ files: ["unit_id,unit\nU9,Sales\n"] })).toEqual(["unit change Sales"]);
  });

  test("of a first file name the root when all of them are below one", () => {
    const on: Roster = { units: [root], people: [person("Self")], duos: [], leaders: [] };
    const { writes } = plan({ on, files: ["unit\nBig Corp\nBig Corp / Labs\n"] });
    expect(writes.units.map(({ name, parentId }) => [name, parentId])).toEqual([
      ["Big Corp", null],
      ["Labs", "Acme"],
    ]);
  });

  test("that end lose their leaders; root, units and duos below stand in the way", () => {
    const end = (path: string) => `unit,ended_on\n${path},2026-11-01\n`;
    expect(complaints({ files: [end("Acme")] })).toContain("unit-root");
    expect(complaints({ files: [end("Eng")] })).toEqual([
      "unit-has-units",
      "unit-has-duos",
      "leader-of-ended-unit",
    ]);
    const free = { ...roster, units: [root, eng], duos: [] };
    expect(told({ files: [end("Eng")], on: free })).toEqual([
      "unit end Eng line",
      "leader end B Example unit-ends",
    ]);
  });

  test.each<[string, string, string]>([
    ["a circle", "unit_id,unit\nU1,Acme / Eng / Core / Eng\n", "unit-cycle"],
    ["twice the same path", "unit\nEng\nAcme / Eng\n", "twice"],
    ["twice the same id", "unit_id,unit\nU1,Eng\nU1,Other\n", "twice"],
    ["a path that another id has", "unit_id,unit\nU7,Eng\n", "unit-path-taken"],
    ["a name that is there", "unit_id,unit\nU2,Acme / Sales\n", "unit-name-taken"],
    ["too deep", `unit\n${Array.from({ length: 25 }, (_, i) => `L${i}`).join(" / ")}\n`, "unit-too-deep"],
  ])("%s is an error", (_, file, code) => {
    expect(complaints({ files: [file] })).toContain(code);
  });

  test("a unit below itself stays where it is, and no move is listed", () => {
    expect(told({ files: ["unit_id,unit\nU1,Acme / Eng / Core / Eng\n"] })).toEqual([]);
  });

  test("a chain is as deep as a tree may be, and every unit below that is told", () => {
    const names = Array.from({ length: 600 }, (_, i) => `n${i % 10}`);
    const lines = names.map((_, i) => names.slice(0, i + 1).join("/"));
    const { problems } = plan({ files: [`unit\n${lines.slice(0, 500).join("\n")}\n`] });
    expect(problems.map(({ code }) => code)).toEqual(Array.from({ length: 481 }, () => "unit-too-deep"));
  });
});

describe("leaders", () => {
  test("get and lose units; nobody gives one to themselves", () => {
    expect(told({ files: ["person_id,unit,ended_on\nEA,Sales,\nEB,Eng,2026-11-01\n"] })).toEqual([
      "leader add A Example",
      "leader end B Example line",
    ]);
    expect(complaints({ files: ["person_id,unit\nESelf,Sales\n"] })).toEqual(["leader-self"]);
    expect(complaints({ files: ["person_id,unit,ended_on\nEB,Eng,2027-01-01\n"] })).toEqual([
      "leader-ends-later",
    ]);
  });
});

describe("a complete file", () => {
  test("ends what it lacks, of the kinds that it holds and no other", () => {
    const files = [
      "person_id,name,email\nEA,A Example,a@example.test\nEB,B Example,b@example.test\nESelf,Self Example,self@example.test\n",
    ];
    expect(told({ files, complete: true })).toEqual([
      "person end C Example missing",
      "person end D Example missing",
      "person end E Example missing",
      "person end F Example missing",
      "duo end d2 person-ends",
      "duo end d3 person-ends",
    ]);
    expect(told({ files })).toEqual([]);
  });

  test("is asked for by its number when it ends more than 40% of people or duos", () => {
    const files = ["person_id\nEA\nEB\nESelf\n"];
    expect(plan({ files, complete: true }).tripped).toEqual([
      { breaker: "people", count: 4, of: 7 },
      { breaker: "duos", count: 2, of: 3 },
    ]);
    expect(plan({ files: ["ic_id,manager_id\nEA,EB\nEC,ED\n"], complete: true }).tripped).toEqual([]);
  });
});

test("more than 5% of addresses or ids are asked for by their number", () => {
  const people = Array.from({ length: 40 }, (_, i) => person(`P${i}`));
  const on: Roster = { units: [root], people: [...people, person("Self")], duos: [], leaders: [] };
  const addresses = (count: number) =>
    `person_id,email\n${people
      .slice(0, count)
      .map(({ externalId }) => `${externalId},new.${externalId}@example.test`)
      .join("\n")}\n`;
  expect(plan({ files: [addresses(2)], on }).tripped).toEqual([]);
  expect(plan({ files: [addresses(3)], on }).tripped).toEqual([{ breaker: "addresses", count: 3, of: 41 }]);
  const ids = `person_id,email,name\n${people
    .slice(0, 3)
    .map(({ email, name }) => `new-${email},${email},${name}`)
    .join("\n")}\n`;
  expect(plan({ files: [ids], on }).tripped).toEqual([{ breaker: "ids", count: 3, of: 41 }]);
  // Every new organization gives its first admin an id in place of the one that the set-up made up.
  const founder = { ...on, people: [person("Self", { externalId: "founder" })], duos: [] };
  const own = "person_id,email,name\nE1,self@example.test,Self Example\n";
  expect(plan({ files: [own], on: founder }).tripped).toEqual([]);
});
