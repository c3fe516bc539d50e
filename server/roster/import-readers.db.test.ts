import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { withViewer } from "@/db/client";
import { readMailHealth } from "@/db/queries/outbox";
import { readRoster } from "@/db/queries/roster/roster";
import { answerFor, evenAnswers } from "@/testkit/factories/answers";
import { createUser } from "@/testkit/factories/organization";
import { rosterImports } from "@/testkit/scenes/roster-imports";
import { closeCycle } from "../cycles";
import { applyImport } from "./apply";
import { changeRoster } from "./by-hand";
import { checkImport } from "./check";
import { loadImport } from "./read";
import { receiveImportFile } from "./uploads";
import { importsFinished } from "./work";

const scene = rosterImports({ receiveImportFile, checkImport, applyImport, importsFinished, loadImport });
const { check, database, rows, run } = scene;

type Line = { kind: string; id?: string; cells: Record<string, string> };
/** What a change is told, by an import of one line and by hand. */
async function complaintsOf({ kind, id, cells }: Line, file: string): Promise<string[][]> {
  const importId = await check([file]);
  const { problems } = await loadImport(scene.ada, { importId }, 1);
  const byHand = await changeRoster(scene.ada, { kind, id, cells, seen: "" });
  expect(await changeRoster(scene.ada, { kind, id, cells, seen: byHand.fingerprint })).toMatchObject({
    done: byHand.problems.length === 0,
  });
  return [problems, byHand.problems].map((all) => all.map(({ code }) => code));
}

const mails = (kinds: string) =>
  rows(
    `select o.kind, p.external_id as "to", o.payload from outbox o join people p on p.id = o.person_id where o.org_id = $1 and o.kind in (${kinds}) order by 1, 2`,
  );
/** Rows of the log with everything that they say. */
const log = () =>
  rows("select action, subject_id, detail from audit_log where org_id = $1 order by action, subject_id");

describe("the address of somebody who never signed in", () => {
  let given: string;
  beforeEach(() => {
    given = `taken.${randomUUID().slice(0, 8)}@example.test`;
  });
  const line = () => ({ kind: "person", id: scene.made.people.Mia!.id, cells: { email: given } });
  const emailOfMia = async () =>
    (await rows("select email from people where org_id = $1 and external_id = 'EMia'"))[0]!.email;

  test("stays while their partner has answered in the open cycle, and changes after its close", async () => {
    await answerFor(database.admin, scene.made, () => evenAnswers(4));
    const told = await complaintsOf(line(), `person_id,email\nEMia,${given}\n`);
    expect(told).toEqual([["address-in-cycle"], ["address-in-cycle"]]);
    expect(await emailOfMia()).toBe(scene.made.people.Mia!.email);
    await closeCycle(scene.ada, { cycleId: scene.made.cycleId });
    expect(await complaintsOf(line(), `person_id,email\nEMia,${given}\n`)).toEqual([[], []]);
    expect(await emailOfMia()).toBe(given);
  });

  test("is told to the old address and to the partners, without the new one, and is in the log by id", async () => {
    const { Mia } = scene.made.people;
    await run([`person_id,email\nEMia,${given}\n`], { typed: { addresses: "1" } });
    expect(await emailOfMia()).toBe(given);
    const told = await mails("'address-set', 'partner-address-set'");
    expect(told).toEqual([
      { kind: "address-set", to: "EMia", payload: { address: Mia!.email } },
      { kind: "partner-address-set", to: "EIan", payload: { partner: "Mia Example" } },
    ]);
    expect(await log()).toContainEqual({ action: "address.set", subject_id: Mia!.id, detail: {} });
    expect(JSON.stringify(await log())).not.toMatch(/@/);
  });

  test("stays while they have a role, also in SQL: who owns the new one would read in their place", async () => {
    const { orgId, people, units } = scene.made;
    const [unit] = Object.values(units);
    await database.arrange(
      "insert into role_grants (org_id, id, person_id, role, unit_id) values ($1, $2, $3, 'leader', $4)",
      [orgId, randomUUID(), people.Mia!.id, unit],
    );
    const told = await complaintsOf(line(), `person_id,email\nEMia,${given}\n`);
    expect(told).toEqual([["address-of-role"], ["address-of-role"]]);
    const written = withViewer(scene.ada, async (tx) => {
      const { people: all } = await readRoster(tx, orgId);
      const mia = { ...all.find(({ id }) => id === people.Mia!.id)!, email: given };
      await tx.execute(sql`select * from write_roster_people(${JSON.stringify([mia])}::jsonb)`);
    });
    await expect(written).rejects.toMatchObject({ constraint: "people_address_reads" });
    expect(await emailOfMia()).toBe(people.Mia!.email);
  });

  test("of somebody who signed in waits for them, and is in the log by id", async () => {
    const { Mia } = scene.made.people;
    await createUser(database.admin, Mia!);
    await run([`person_id,email\nEMia,${given}\n`], { typed: { addresses: "1" } });
    expect(await mails("'address-set', 'partner-address-set'")).toEqual([]);
    expect(await log()).toContainEqual({ action: "address.asked", subject_id: Mia!.id, detail: {} });
  });

  test("is not asked for where it is the one that they sign in with already, also in SQL", async () => {
    const { Mia } = scene.made.people;
    await createUser(database.admin, Mia!);
    await withViewer(scene.ada, async (tx) => {
      const { people: all } = await readRoster(tx, scene.made.orgId);
      const mia = all.find(({ id }) => id === Mia!.id)!;
      const asked = { ...mia, pendingEmail: mia.email.toUpperCase() };
      const { rows: changes } = await tx.execute(
        sql`select * from write_roster_people(${JSON.stringify([asked])}::jsonb)`,
      );
      expect(changes).toEqual([]);
    });
    expect(await mails("'address-change'")).toEqual([]);
    expect(await log()).toEqual([]);
  });
});

describe("an admin who leads Eng", () => {
  beforeEach(async () => {
    await database.arrange(
      "insert into role_grants (org_id, id, person_id, role, unit_id) values ($1, gen_random_uuid(), $2, 'leader', $3)",
      [scene.made.orgId, scene.ada.personId, scene.made.units.Eng],
    );
  });

  test("brings no duo, no new duo and no unit into it, by an import or by hand", async () => {
    const { duos, units } = scene.made;
    const pair = { ic_id: "ENed", manager_id: "EOla" };
    const refused = [["leader-self"], ["leader-self"]];
    expect(
      await complaintsOf(
        { kind: "duo", id: duos.second, cells: { ...pair, unit: "Eng" } },
        "ic_id,manager_id,unit\nENed,EOla,Eng\n",
      ),
    ).toEqual(refused);
    expect(
      await complaintsOf(
        { kind: "duo", cells: { ic_id: "ENed", manager_id: "EMia", unit: "Eng" } },
        "ic_id,manager_id,unit\nENed,EMia,Eng\n",
      ),
    ).toEqual(refused);
    await database.arrange("update units set external_id = 'U5' where id = $1", [units.Sales]);
    expect(
      await complaintsOf(
        { kind: "unit", id: units.Sales, cells: { unit: "Acme / Eng / Sales" } },
        "unit_id,unit\nU5,Acme / Eng / Sales\n",
      ),
    ).toEqual(refused);
    expect(
      await rows("select u.name from duos d join units u on u.id = d.unit_id where d.org_id = $1 order by 1"),
    ).toEqual([{ name: "Eng" }, { name: "Sales" }]);
  });
});

test("who moves into what somebody leads gets the mail of a new reader, once", async () => {
  const { duos, people } = scene.made;
  await run(["ic_id,manager_id,unit\nENed,EOla,Eng\n"]);
  const payload = { duoId: duos.second, readerId: people.Lea!.id };
  const told = [
    { kind: "new-reader", to: "ENed", payload },
    { kind: "new-reader", to: "EOla", payload },
  ];
  expect(await mails("'new-reader'")).toEqual(told);
  await run(["unit_id,unit\nU1,Acme / Eng\n", "ic_id,manager_id,duo\nENed,EOla,Another name\n"]);
  expect(await mails("'new-reader'")).toEqual(told);
  expect(await log()).toContainEqual({
    action: "duo.moved",
    subject_id: duos.second,
    detail: { from: scene.made.units.Sales, to: scene.made.units.Eng },
  });
});

test("whose unit moves below what somebody leads gets it too", async () => {
  await run(["unit_id,unit\nU5,Acme / Sales\n"]);
  await run(["unit_id,unit\nU5,Acme / Eng / Sales\n"]);
  expect((await mails("'new-reader'")).map(({ to }) => to)).toEqual(["ENed", "EOla"]);
});

test("each duo and grant of an import has a row of its own, beside the import's", async () => {
  const { people, units } = scene.made;
  await run([
    "person_id,name,email\nX1,Xi Example,xi.log@example.test\n",
    "duo_id,ic_id,manager_id,unit\nD1,X1,EMia,Eng\n",
    "person_id,unit\nEOla,Sales\nEMia,Sales\n",
    "person_id,unit,ended_on\nELea,Eng,2026-01-01\n",
  ]);
  const [xi] = await rows("select id from people where org_id = $1 and external_id = 'X1'");
  const entries = await log();
  expect(entries.map(({ action }) => action)).toEqual([
    "duo.added",
    "person.added",
    "role.granted",
    "role.granted",
    "role.revoked",
    "roster.imported",
  ]);
  expect(entries[0]!.detail).toEqual({ ic: xi!.id, manager: people.Mia!.id, unit: units.Eng });
  expect(
    entries
      .slice(2, 4)
      .map(({ subject_id }) => subject_id)
      .sort(),
  ).toEqual([people.Ola!.id, people.Mia!.id].sort());
  expect(entries[4]).toMatchObject({
    subject_id: people.Lea!.id,
    detail: { role: "leader", unit: units.Eng },
  });
});

test("a replaced partner is a new duo in the log, which names the old one", async () => {
  const { duos } = scene.made;
  const change = { kind: "duo", id: duos.second, cells: { ic_id: "ENed", manager_id: "EMia" } };
  const { fingerprint } = await changeRoster(scene.ada, { ...change, seen: "" });
  await changeRoster(scene.ada, { ...change, seen: fingerprint });
  const entries = await log();
  expect(entries.map(({ action }) => action)).toEqual(["duo.ended", "duo.replaced"]);
  expect(entries[0]!.subject_id).toBe(duos.second);
  expect(entries[1]!.detail).toMatchObject({ replaced: duos.second });
});

test("that an address which was replaced takes no mail is nothing for the admin to mend", async () => {
  await database.arrange(
    `insert into outbox (org_id, id, kind, key, person_id, payload, queued_at, failed_at, last_error)
     select $1, gen_random_uuid(), k, k || ':a', $2, '{}', now(), now(), '550' from unnest(array['address-set', 'partner-address-set']) k`,
    [scene.made.orgId, scene.made.people.Mia!.id],
  );
  expect(await withViewer(scene.ada, readMailHealth)).toMatchObject({ failed: 1 });
});
