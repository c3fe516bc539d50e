import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { viewerOf } from "@/testkit/factories/viewer";
import { rosterImports } from "@/testkit/scenes/roster-imports";
import { applyImport } from "./apply";
import { changeRoster } from "./by-hand";
import { checkImport } from "./check";
import { endGrant, grantRole } from "./grants";
import { loadRosterForm, loadRosterList } from "./lists";
import { loadImport } from "./read";
import { receiveImportFile } from "./uploads";
import { importsFinished } from "./work";

const scene = rosterImports({ receiveImportFile, checkImport, applyImport, importsFinished, loadImport });
const { rows } = scene;

type Change = { kind: string; id?: string; cells: Record<string, string> };
/** Looks, and does what was shown. */
async function change(wanted: Change) {
  const { fingerprint } = await changeRoster(scene.ada, { ...wanted, seen: "" });
  return changeRoster(scene.ada, { ...wanted, seen: fingerprint });
}
const duoOf = async (name: string) =>
  (
    await rows(`select id from duos where org_id = $1 and display_name = '${name}' and ended_on is null`)
  )[0] as {
    id: string;
  };

test("a look changes nothing, and shows everything that would end with a person", async () => {
  const ian = scene.made.people.Ian!;
  const shown = await changeRoster(scene.ada, {
    kind: "person",
    id: ian.id,
    cells: { ended_on: "2026-01-01" },
    seen: "",
  });
  expect(shown).toMatchObject({ done: false, problems: [], openCycle: 1 });
  expect(shown.items.map(({ kind, action }) => `${kind} ${action}`)).toEqual(["person end", "duo end"]);
  expect(await rows("select from people where org_id = $1 and ended_on is not null")).toEqual([]);
});

test("a new person with a refused address hears of the address alone", async () => {
  const complaints = async (email: string) => {
    const cells = { name: "Nora Novel", email };
    const { problems } = await changeRoster(scene.ada, { kind: "person", cells, seen: "" });
    return problems.map(({ column, code }) => [column, code]);
  };
  expect(await complaints("nora@example")).toEqual([["email", "address"]]);
  expect(await complaints("nora@acme.example;")).toEqual([["email", "address-end"]]);
  expect(await complaints("")).toEqual([["email", "required"]]);
});

test("a person who ends loses roles and duos, which leave the open cycle at once", async () => {
  const ian = scene.made.people.Ian!;
  const done = await change({ kind: "person", id: ian.id, cells: { ended_on: "2026-01-01" } });
  expect(done).toMatchObject({ done: true, left: 1 });
  expect(await rows("select display_name from duo_cycles where org_id = $1 and left_at is not null")).toEqual(
    [{ display_name: "Ian & Mia" }],
  );
  const lines = await rows(
    "select action from audit_log where org_id = $1 and area = 'program' order by action",
  );
  expect(lines).toEqual([{ action: "duo.ended" }, { action: "person.ended" }]);
});

test("what was shown must be what is done: another change in between shows the new list", async () => {
  const { id } = await duoOf("Ned & Ola");
  const cells = { ic_id: "ENed", manager_id: "EOla", unit: "Eng" };
  const { fingerprint } = await changeRoster(scene.ada, { kind: "duo", id, cells, seen: "" });
  await change({ kind: "duo", id, cells: { ic_id: "ENed", manager_id: "EOla", duo: "N & O" } });
  const again = await changeRoster(scene.ada, { kind: "duo", id, cells, seen: fingerprint });
  expect(again).toMatchObject({ done: false });
  expect(again.fingerprint).not.toBe(fingerprint);
  expect(await changeRoster(scene.ada, { kind: "duo", id, cells, seen: again.fingerprint })).toMatchObject({
    done: true,
    items: [{ action: "move" }],
  });
});

test("a form that was opened before another change undoes nothing of it, and both values are shown where it would", async () => {
  const { id } = scene.made.people.Ian!;
  const { cells: started } = await loadRosterForm(scene.ada, { kind: "people", id });
  await change({ kind: "person", id, cells: { name: "Ian Delta" } });
  const older = (typed: object, seen = "") =>
    changeRoster(scene.ada, { kind: "person", id, cells: { ...started, ...typed }, started, seen });
  const shown = await older({ given_name: "Jan" });
  expect(shown.clashes).toEqual([]);
  expect(shown.items.flatMap(({ changes = [] }) => changes.map(({ field }) => field))).toEqual(["givenName"]);
  const clashing = await older({ given_name: "Jan", name: "Ian Gamma" });
  expect(clashing.clashes).toEqual([{ column: "name", now: "Ian Delta", typed: "Ian Gamma" }]);
  // Not even with the fingerprint of what was shown.
  expect(await older({ given_name: "Jan", name: "Ian Gamma" }, clashing.fingerprint)).toMatchObject({
    done: false,
  });
  expect(await older({ given_name: "Jan" }, shown.fingerprint)).toMatchObject({
    done: true,
    now: { name: "Ian Delta", given_name: "Jan" },
  });
  expect(await rows(`select name, given_name from people where org_id = $1 and id = '${id}'`)).toEqual([
    { name: "Ian Delta", given_name: "Jan" },
  ]);
});

test("what is not in the roster is not changed, and not added under its id", async () => {
  for (const kind of ["unit", "person", "duo"]) {
    const cells = { name: "New", ic_id: "ENed", manager_id: "EMia", unit: "Acme" };
    await expect(change({ kind, id: randomUUID(), cells })).rejects.toMatchObject({ code: "not-found" });
  }
});

test("a replaced partner is a new duo, and all three are told; both partners of a duo that ends", async () => {
  const { id } = await duoOf("Ned & Ola");
  await change({ kind: "duo", id, cells: { ic_id: "ENed", manager_id: scene.made.people.Mia!.email } });
  expect(
    await rows(
      "select ended_on is not null as over, external_id from duos where org_id = $1 and ic_person_id = (select id from people where org_id = $1 and external_id = 'ENed') order by started_on",
    ),
  ).toEqual([
    { over: true, external_id: null },
    { over: false, external_id: null },
  ]);
  expect(
    await rows(
      "select o.kind, p.external_id from outbox o join people p on p.id = o.person_id where o.org_id = $1 and o.kind in ('partner-replaced', 'new-partner', 'duo-ended', 'new-reader') order by 1",
    ),
  ).toEqual([
    { kind: "duo-ended", external_id: "EOla" },
    { kind: "new-partner", external_id: "EMia" },
    { kind: "partner-replaced", external_id: "ENed" },
  ]);
});

test("an admin gives a unit to a leader and never to themselves; the partners are told", async () => {
  const cells = { unit: "Sales" };
  const own = await changeRoster(scene.ada, {
    kind: "leader",
    cells: { ...cells, person_id: scene.ada.personId },
    seen: "",
  });
  expect(own.problems.map(({ code }) => code)).toEqual(["person-unknown"]);
  const ada = (
    await rows(`select email from people where id = '${scene.ada.personId}' and org_id = $1`)
  )[0] as {
    email: string;
  };
  const self = await changeRoster(scene.ada, {
    kind: "leader",
    cells: { ...cells, person_id: ada.email },
    seen: "",
  });
  expect(self.problems.map(({ code }) => code)).toEqual(["leader-self"]);
  await change({ kind: "leader", cells: { ...cells, person_id: "ELea" } });
  expect(
    await rows(
      "select distinct p.external_id from outbox o join people p on p.id = o.person_id where o.org_id = $1 and o.kind = 'new-reader' order by 1",
    ),
  ).toEqual([{ external_id: "ENed" }, { external_id: "EOla" }]);
});

test("roles are granted by name, once, and end; the last admin stays", async () => {
  await expect(grantRole(scene.ada, { person: "nobody@x.test", role: "admin" })).rejects.toMatchObject({
    fields: { person: "nobody" },
  });
  await expect(grantRole(scene.ada, { person: "EMia", role: "leader" })).rejects.toMatchObject({
    fields: { role: "other" },
  });
  await grantRole(scene.ada, { person: "EMia", role: "admin" });
  await expect(grantRole(scene.ada, { person: "EMia", role: "admin" })).rejects.toMatchObject({
    fields: { person: "granted" },
  });
  const admins = (await rows(
    "select id from role_grants where org_id = $1 and role = 'admin' and revoked_at is null order by granted_at",
  )) as { id: string }[];
  await endGrant(scene.ada, { grantId: admins[1]!.id });
  const { rows: ended } = await scene.database.admin.query(
    "select a.subject_id = g.person_id as names, a.detail from audit_log a join role_grants g on g.id = $1 where a.org_id = g.org_id and a.action = 'role.revoked'",
    [admins[1]!.id],
  );
  expect(ended).toEqual([{ names: true, detail: { role: "admin" } }]);
  await expect(endGrant(scene.ada, { grantId: admins[1]!.id })).rejects.toMatchObject({ code: "stale" });
  await expect(endGrant(scene.ada, { grantId: admins[0]!.id })).rejects.toMatchObject({ code: "conflict" });
});

test("of two admins who end each other's role at once, only the one whose did is told so", async () => {
  const viewers = (["Mia", "Ned"] as const).map((name) => viewerOf(scene.made, name, { isAdmin: true }));
  for (const person of ["EMia", "ENed"]) await grantRole(scene.ada, { person, role: "admin" });
  const grants = (await rows(
    "select g.id, p.external_id from role_grants g join people p on p.id = g.person_id where g.org_id = $1 and p.external_id in ('EMia', 'ENed') and g.revoked_at is null order by 2",
  )) as { id: string }[];
  const said = await Promise.allSettled(
    viewers.map((viewer, at) => endGrant(viewer, { grantId: grants[1 - at]!.id })),
  );
  const ended = (await rows("select id from role_grants where org_id = $1 and revoked_at is not null")) as {
    id: string;
  }[];
  const isEnded = (id: string) => ended.some((one) => one.id === id);
  expect(said.map(({ status }) => status === "fulfilled")).toEqual([
    isEnded(grants[1]!.id),
    isEnded(grants[0]!.id),
  ]);
  expect(said.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("lists are searched by every word, paged, and hold what is asked for", async () => {
  await change({ kind: "person", id: scene.made.people.Ian!.id, cells: { ended_on: "2026-01-01" } });
  const list = (kind: string, query: object) => loadRosterList(scene.ada, { kind }, query);
  const names = async (kind: string, query: object) =>
    (await list(kind, query)).lines.map((line) => ("person" in line ? line.person : line.name));
  expect(await names("people", { q: "ola example" })).toEqual(["Ola Example"]);
  expect(await names("people", { q: "ENED" })).toEqual(["Ned Example"]);
  expect(await names("people", { state: "ended" })).toEqual(["Ian Example"]);
  expect(await names("units", { q: "sal" })).toEqual(["Sales"]);
  expect(await names("duos", { state: "ended", q: "mia" })).toEqual(["Ian & Mia"]);
  expect(await list("people", { state: "nonsense", page: "-1", q: "\u0000" })).toMatchObject({
    wanted: { state: "current" },
    view: { page: 1 },
  });
  await expect(list("cats", {})).rejects.toMatchObject({ code: "not-found" });
  await expect(loadRosterForm(scene.ada, { kind: "people", id: "x" })).rejects.toMatchObject({
    code: "not-found",
  });
  await expect(loadRosterForm(scene.ada, { kind: "grants", id: scene.ada.personId })).rejects.toMatchObject({
    code: "not-found",
  });
});
