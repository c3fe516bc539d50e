import { describe, expect, test } from "vitest";
import { complaints, person, plan, roster, told } from "@/testkit/rosters";

describe("people", () => {
  const file = (...lines: string[]) => `person_id,name,email\n${lines.join("\n")}\n`;

  test("are added and changed; who is not named stays", () => {
    expect(
      told({ files: [file("EA,Anna Example,a@example.test", "X1,Xi Example,xi@example.test")] }),
    ).toEqual(["person change Anna Example", "person add Xi Example"]);
  });

  test("with a letter that was lost on the way are listed", () => {
    const given = {
      files: [
        file("X1,V?ra Example,v@example.test", "X2,M\ufffdller,m@example.test", "X3,Who ? Me,w@example.test"),
      ],
    };
    expect(complaints(given)).toEqual(["name-damaged", "name-damaged"]);
  });

  test.each([
    "J?rgen",
    "?ukasz",
    "Andr?",
    "J??rgen",
    "RenÃ©e",
    "MÃ¼ller",
    "Ã–zil",
    "WaÅ‚Ä™sa",
    "Oâ€™Neill",
    "Groï¿½e",
  ])("whose letters were lost or fell into pieces as in %s are listed", (name) => {
    expect(complaints({ files: [file(`X1,${name} Example,x@example.test`)] })).toEqual(["name-damaged"]);
  });

  test.each(["JOÃO", "Åsa Ängström", "Renée", "Âge d’or", "CORAÇÃO – SP"])("named %s are not", (name) => {
    expect(complaints({ files: [file(`X1,${name},x@example.test`)] })).toEqual([]);
  });

  test("may begin late, which is listed from more than a month ahead on", () => {
    const duos = "ic_id,manager_id,unit,started_on\nX1,EA,Eng,2026-12-26\nX2,EA,Eng,2026-12-27\n";
    const people = file("X1,Xi Example,x@example.test", "X2,Yo Example,y@example.test");
    expect(complaints({ files: [people, duos] }).filter((code) => code === "starts-late")).toHaveLength(1);
  });

  test("whose own line has an error are told of there alone, not in every line that names them", () => {
    const people = file("X1,Xi Example,no address", "X2,,y@example.test");
    const duos = "ic_id,manager_id,unit\nX1,EA,Eng\nX2,EA,Eng\nX3,EA,Eng\n";
    const codes = complaints({ files: [people, duos] });
    expect(codes.sort()).toEqual(["address", "person-unknown", "required"]);
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

  test("the address of somebody who never signed in stays while a partner's answers could be read by it", () => {
    const on = {
      ...roster,
      people: [person("A", { addressWaits: true }), person("Self")],
      duos: [],
      leaders: [],
    };
    const change = { files: [file("EA,A Example,aa@example.test")], on };
    expect(complaints(change)).toEqual(["address-in-cycle"]);
    expect(plan(change).writes.people).toEqual([]);
    expect(told({ files: [file("EA,Anna Example,a@example.test")], on })).toEqual([
      "person change Anna Example",
    ]);
  });

  test("the address of somebody with a role who never signed in stays, and waits for them once they have", () => {
    const on = (signedIn: boolean) => ({
      ...roster,
      people: [person("A", { hasRole: true, signedIn }), person("Self")],
      duos: [],
      leaders: [],
    });
    const files = [file("EA,A Example,aa@example.test")];
    expect(complaints({ files, on: on(false) })).toEqual(["address-of-role"]);
    expect(complaints({ files, on: on(true) })).toEqual(["address-pending"]);
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
    ["the end of the person who imports", "person_id,ended_on\nESelf,2026-11-25\n", "self-ends"],
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
