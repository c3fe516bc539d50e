import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planImport } from "./plan";
import { isError } from "./problems";
import { readLines } from "./read-lines";
import type { Roster, RosterDuo, RosterPerson, RosterUnit } from "./roster";
import { readRows } from "./rows";
import { writeRoster, writeTemplate } from "./write-files";

const today = "2026-11-25";

function unit(id: string, parent?: RosterUnit, more: Partial<RosterUnit> = {}): RosterUnit {
  const lineage = [...(parent?.lineage ?? []), id];
  return {
    id,
    externalId: null,
    parentId: parent?.id ?? null,
    name: id,
    platform: false,
    lineage,
    endedOn: null,
    ...more,
  };
}
const person = (id: string, more: Partial<RosterPerson> = {}): RosterPerson => ({
  id,
  externalId: `E${id}`,
  name: `${id} Example`,
  givenName: id,
  email: `${id.toLowerCase()}@example.test`,
  pendingEmail: null,
  language: "en",
  timeZone: "",
  endedOn: null,
  signedIn: false,
  ...more,
});
const duo = (id: string, icId: string, managerId: string, more: Partial<RosterDuo> = {}): RosterDuo => ({
  id,
  externalId: id,
  displayName: id,
  icId,
  managerId,
  unitId: "Eng",
  pairType: "tech-lead-em",
  icGrade: null,
  managerGrade: null,
  lineManager: false,
  teamSize: null,
  startedOn: "2025-01-01",
  paused: false,
  endedOn: null,
  ...more,
});

const root = unit("Acme");
const eng = unit("Eng", root, { externalId: "U1" });
const core = unit("Core", eng, { externalId: "U2" });
const sales = unit("Sales", root);
const letters = ["A", "B", "C", "D", "E", "F", "Self"];
const roster: Roster = {
  units: [root, eng, core, sales],
  people: letters.map((id) => person(id)),
  duos: [
    duo("d1", "A", "B"),
    duo("d2", "C", "D", { unitId: "Core" }),
    duo("d3", "E", "F", { unitId: "Sales" }),
  ],
  leaders: [{ id: "g1", personId: "B", unitId: "Eng" }],
};

type Given = { files: string[]; on?: Roster; complete?: boolean; elsewhere?: string[] };
function plan({ files, on = roster, complete = false, elsewhere = [] }: Given) {
  const read = readLines(files.map((text) => ({ name: "x.csv", bytes: new TextEncoder().encode(text) })));
  expect(read.problems).toEqual([]);
  let made = 0;
  const rows = readRows(read.lines);
  return planImport(on, rows, {
    today,
    selfId: "Self",
    complete,
    kinds: read.kinds,
    newId: () => `new${++made}`,
    addressesElsewhere: new Set(elsewhere),
  });
}
const told = (given: Given) =>
  plan(given).items.map(({ kind, action, name, reason }) =>
    [kind, action, name, reason].filter(Boolean).join(" "),
  );
const complaints = (given: Given) => plan(given).problems.map(({ code }) => code);

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
          duo("old", "A", "C", { endedOn: "2026-01-01" }),
          duo("later", "A", "D", {
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

  test("templates are files without a problem", () => {
    const empty: Roster = { units: [root], people: [person("Self")], duos: [], leaders: [] };
    expect(plan({ files: [writeTemplate()], on: empty }).problems).toEqual([]);
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

  test("a chain is as deep as a tree may be, and every unit below that is told", () => {
    const names = Array.from({ length: 600 }, (_, i) => `n${i % 10}`);
    const lines = names.map((_, i) => names.slice(0, i + 1).join("/"));
    const { problems } = plan({ files: [`unit\n${lines.slice(0, 500).join("\n")}\n`] });
    expect(problems.map(({ code }) => code)).toEqual(Array.from({ length: 481 }, () => "unit-too-deep"));
  });
});

describe("people", () => {
  const file = (...lines: string[]) => `person_id,name,email\n${lines.join("\n")}\n`;

  test("are added and changed; who is not named stays", () => {
    expect(
      told({ files: [file("EA,Anna Example,a@example.test", "X1,Xi Example,xi@example.test")] }),
    ).toEqual(["person change Anna Example", "person add Xi Example"]);
  });

  test("a given name that followed from the name follows the new one", () => {
    expect(plan({ files: [file("EA,Anna Example,a@example.test")] }).writes.people[0]).toMatchObject({
      givenName: "Anna",
    });
  });

  test("an address is changed, or waits for the person who ever signed in", () => {
    const on = {
      ...roster,
      people: [person("A", { signedIn: true }), person("B"), person("Self")],
      duos: [],
      leaders: [],
    };
    const given = { files: [file("EA,A Example,aa@example.test", "EB,B Example,bb@example.test")], on };
    expect(plan(given).writes.people.map(({ email, pendingEmail }) => [email, pendingEmail])).toEqual([
      ["a@example.test", "aa@example.test"],
      ["bb@example.test", null],
    ]);
    expect(complaints(given)).toEqual(["address-pending"]);
  });

  test("language and zone are those of the person who ever signed in", () => {
    const on = {
      ...roster,
      people: [person("A", { signedIn: true }), person("B"), person("Self")],
      duos: [],
      leaders: [],
    };
    const files = ["person_id,language,time_zone\nEA,fr,Europe/Paris\nEB,fr,Europe/Paris\n"];
    expect(plan({ files, on }).writes.people).toEqual([
      expect.objectContaining({ id: "B", language: "fr", timeZone: "Europe/Paris" }),
    ]);
  });

  test("who was erased is in a duo still, and in the way of nothing", () => {
    const on = { ...roster, people: roster.people.filter(({ id }) => id !== "B"), leaders: [] };
    expect(told({ files: [file("EA,Anna Example,a@example.test")], on })).toEqual([
      "person change Anna Example",
    ]);
  });

  test("an id changes where the address stays and nobody has the old id", () => {
    const given = { files: [file("NEW,A Example,a@example.test")] };
    expect(complaints(given)).toEqual(["person-id-changes"]);
    expect(plan(given).writes.people).toEqual([expect.objectContaining({ id: "A", externalId: "NEW" })]);
    expect(
      complaints({ files: [file("EA,A Example,a@example.test", "NEW,N Example,a@example.test")] }),
    ).toEqual(["address-twice"]);
  });

  test("two people may swap their addresses", () => {
    const { problems, writes } = plan({
      files: [file("EA,A Example,b@example.test", "EB,B Example,a@example.test")],
    });
    expect(problems).toEqual([]);
    expect(writes.people.map(({ id, email }) => [id, email])).toEqual([
      ["A", "b@example.test"],
      ["B", "a@example.test"],
    ]);
  });

  test("who ends takes their duos and what they lead along; a duo that names them is an error", () => {
    const end = "person_id,ended_on\nEB,2026-11-25\n";
    expect(told({ files: [end] })).toEqual([
      "person end B Example line",
      "duo end d1 person-ends",
      "leader end B Example person-ends",
    ]);
    expect(complaints({ files: [end, "duo_id,ic_id,manager_id\nd1,EA,EB\n"] })).toEqual(["person-ended"]);
    expect(told({ files: ["person_id,ended_on\nEB,2026-12-01\n"] })).toEqual(["person change B Example"]);
  });

  test("who ended comes back", () => {
    const on = {
      ...roster,
      people: [person("A", { endedOn: "2026-01-01" }), person("Self")],
      duos: [],
      leaders: [],
    };
    expect(told({ files: ["person_id,ended_on\nEA,\n"], on })).toEqual(["person resume A Example"]);
  });

  test.each<[string, string, string]>([
    ["an address used twice", file("X1,X,x@example.test", "X2,Y,x@example.test"), "address-twice"],
    ["an id used twice", file("X1,X,x@example.test", "X1,Y,y@example.test"), "twice"],
    ["somebody else's address", file("EA,A Example,b@example.test"), "address-twice"],
    ["a new person without an address", file("X1,X,"), "required"],
    ["the end of whoever imports", "person_id,ended_on\nESelf,2026-11-25\n", "self-ends"],
    ["the end of somebody unknown", "person_id,ended_on\nX,2026-01-01\n", "ended-unknown"],
  ])("%s is told", (_, text, code) => {
    expect(complaints({ files: [text] })).toContain(code);
  });

  test("an address of another organization is refused", () => {
    expect(complaints({ files: [file("X1,X,x@example.test")], elsewhere: ["x@example.test"] })).toEqual([
      "address-elsewhere",
    ]);
  });
});

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
    const on = { ...roster, duos: [duo("d1", "A", "B", { paused: true })] };
    expect(told({ files: [set("paused", "no")], on })).toEqual(["duo resume d1"]);
    expect(told({ files: [set("ended_on", "2026-11-25")] })).toEqual(["duo end d1 line"]);
    expect(complaints({ files: [set("ended_on", "2024-01-01")] })).toEqual(["ends-before-start"]);
  });

  test("another partner is another duo with a history of its own", () => {
    const { items, writes, problems } = plan({
      files: ["duo_id,duo,ic_id,manager_id,started_on\nd1,d1,EA,EC,2025-01-01\n"],
    });
    expect(problems.map(({ code }) => code)).toEqual(["duo-replaced"]);
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

  test("two grades apart is a warning, one apart is nothing", () => {
    const { problems } = plan({ files: [file("d1,EA,EB,Eng,4,6")] });
    expect(problems.some(isError)).toBe(false);
    expect(plan({ files: [file("d1,EA,EB,Eng,4,5")] }).problems).toEqual([]);
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
});
