import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { withViewer } from "@/db/client";
import { withClient } from "@/db/setup/create-database";
import { createUser } from "@/testkit/factories/organization";
import { rosterImports } from "@/testkit/scenes/roster-imports";
import { applyImport } from "./apply";
import { checkImport } from "./check";
import { loadImport } from "./read";
import { receiveImportFile } from "./uploads";
import { importsFinished } from "./work";

const scene = rosterImports({ receiveImportFile, checkImport, applyImport, importsFinished, loadImport });
const { database, rows, run } = scene;

/** Who was told of an address that was set, and of whose, oldest first. */
async function told(): Promise<string[]> {
  const mails = await rows(
    `select p.external_id || ' of ' || (o.payload ->> 'partner') as told from outbox o join people p on p.id = o.person_id
     where o.org_id = $1 and o.kind = 'partner-address-set' order by o.queued_at, told`,
  );
  return mails.map((mail) => mail.told);
}

const setAddress = (id: string, address = `set.${randomUUID().slice(0, 8)}@example.test`) =>
  run([`person_id,email\n${id},${address}\n`], { typed: { addresses: "1" } });
const addPerson = (id: string, name: string) =>
  run([`person_id,name,email\n${id},${name},${id}.${randomUUID().slice(0, 8)}@example.test\n`]);
/** Adds a duo in Sales, or writes the day on which it ends. */
const duo = (id: string, ic: string, manager: string, ended = "") =>
  run([
    `duo_id,ic_id,manager_id,unit,ended_on
${id},${ic},${manager},Sales,${ended}
`,
  ]);
let over: string;
beforeEach(async () => {
  const [row] = await rows("select today()::text as day where $1::uuid is not null");
  over = row!.day;
});
const refuse = () =>
  database.arrange(
    "update outbox set failed_at = now(), last_error = '550' where org_id = $1 and kind = 'partner-address-set'",
    [scene.made.orgId],
  );

describe("an address that was set before a duo began", () => {
  test("is told to the partner of every duo that begins with that person, and to each of them once", async () => {
    await addPerson("X1", "Xi");
    await addPerson("Y1", "Yu");
    await setAddress("X1");
    expect(await told()).toEqual([]);
    await duo("D1", "X1", "EMia");
    expect(await told()).toEqual(["EMia of Xi"]);
    // Another duo of the same two, and one of somebody whose address nobody set.
    await duo("D1", "X1", "EMia", over);
    await duo("D2", "X1", "EMia");
    await duo("D3", "Y1", "EMia");
    expect(await told()).toEqual(["EMia of Xi"]);
    await duo("D4", "EOla", "X1");
    expect(await told()).toEqual(["EMia of Xi", "EOla of Xi"]);
    // When the address is set again, the partners of both living duos are told at once.
    await setAddress("X1");
    expect(await told()).toEqual(["EMia of Xi", "EOla of Xi", "EMia of Xi", "EOla of Xi"]);
  });

  test("is told by the duo that goes on, and not by one that is over when it is written", async () => {
    await addPerson("X1", "Xi");
    await setAddress("X1");
    const { people, units } = scene.made;
    const [xi] = await rows("select id from people where org_id = $1 and external_id = 'X1'");
    const written = {
      id: randomUUID(),
      externalId: "D1",
      displayName: "Xi and Mia",
      pairType: "tech-lead-em",
    };
    const pair = { unitId: units.Sales, icId: xi!.id, managerId: people.Mia!.id, lineManager: false };
    const line = { ...written, ...pair, startedOn: "2025-01-01", endedOn: "2025-06-01", paused: false };
    await withViewer(scene.ada, (tx) =>
      tx.execute(sql`select write_roster_duos(${JSON.stringify([line])}::jsonb)`),
    );
    expect(await told()).toEqual([]);
    await duo("D1", "X1", "EMia");
    expect(await told()).toEqual(["EMia of Xi"]);
  });

  test("is told where both were added and set in one import", async () => {
    await addPerson("X1", "Xi");
    await run(
      ["person_id,email\nX1,both.at.once@example.test\n", "duo_id,ic_id,manager_id,unit\nD1,X1,EMia,Sales\n"],
      { typed: { addresses: "1" } },
    );
    expect(await told()).toEqual(["EMia of Xi"]);
  });
});

describe("an address that was set before a duo began, once it", () => {
  const addressOf = async (id: string) =>
    (await rows(`select email from people where org_id = $1 and external_id = '${id}'`))[0]!.email as string;
  const payloads = async () =>
    (await rows("select payload from outbox where org_id = $1 and kind = 'partner-address-set'")).map(
      ({ payload }) => payload,
    );

  test.each([
    ["its mail has left", true],
    ["its mail waits", false],
  ])("is the one from before again, is not told, also where %s", async (_, left) => {
    await addPerson("X1", "Xi");
    const first = await addressOf("X1");
    await setAddress("X1");
    // As the worker marks it.
    if (left) {
      await database.arrange(
        "update outbox set sent_at = now(), payload = '{}', sent_to = address_digest(id, payload ->> 'address') where org_id = $1 and kind = 'address-set'",
        [scene.made.orgId],
      );
    }
    await setAddress("X1", first.toUpperCase());
    await duo("D1", "X1", "EMia");
    expect(await told()).toEqual([]);
    // The partner is told of it as of any address that is set, and that it is the first one again.
    await setAddress("X1");
    await setAddress("X1", first);
    expect(await payloads()).toEqual([{ partner: "Xi" }, { partner: "Xi", back: "yes" }]);
    await setAddress("X1");
    await duo("D2", "X1", "EOla");
    expect(await told()).toContain("EOla of Xi");
  });

  test("was used to sign in, is told with these words", async () => {
    await addPerson("X1", "Xi");
    await setAddress("X1");
    const [xi] = await rows("select id, email from people where org_id = $1 and external_id = 'X1'");
    await createUser(database.admin, { ...scene.made.people.Mia!, id: xi!.id, email: xi!.email });
    await duo("D1", "X1", "EMia");
    expect(await payloads()).toEqual([{ partner: "Xi", signedIn: "yes" }]);
  });

  test("was told to an address that its reader has no more, is told by the next duo of the two", async () => {
    await addPerson("X1", "Xi");
    await duo("D1", "X1", "EMia");
    await setAddress("X1");
    await database.arrange(
      "update outbox set sent_at = now(), sent_to = 'elsewhere' where org_id = $1 and kind = 'partner-address-set'",
      [scene.made.orgId],
    );
    await duo("D1", "X1", "EMia", over);
    await duo("D2", "X1", "EMia");
    expect(await told()).toEqual(["EMia of Xi", "EMia of Xi"]);
  });
});

test("a mail that was refused for good is told again by the next duo of the two, or by its return", async () => {
  await addPerson("X1", "Xi");
  await duo("D1", "X1", "EMia");
  await setAddress("X1");
  await duo("D1", "X1", "EMia", over);
  await refuse();
  await duo("D1", "X1", "EMia");
  expect(await told()).toEqual(["EMia of Xi", "EMia of Xi"]);
  await duo("D1", "X1", "EMia", over);
  await duo("D2", "X1", "EMia");
  expect(await told()).toHaveLength(2);
  await duo("D2", "X1", "EMia", over);
  await refuse();
  await duo("D3", "X1", "EMia");
  expect(await told()).toHaveLength(3);
});

describe("who never signed in", () => {
  const idOf = async (id: string) =>
    (await rows(`select id from people where org_id = $1 and external_id = '${id}'`))[0]!.id as string;
  const asAda = (statement: string) => withViewer(scene.ada, (tx) => tx.execute(sql.raw(statement)));
  const waiting = async () =>
    (
      await rows(
        "select kind from outbox where org_id = $1 and kind ~ '^role-' and sent_at is null order by 1",
      )
    ).map(({ kind }) => kind);

  test("and is given a role again after another address was set hears of it as of a new one", async () => {
    await addPerson("X1", "Xi");
    const { orgId, units } = scene.made;
    const person = await idOf("X1");
    const grant = () =>
      asAda(
        `insert into role_grants (org_id, id, person_id, role, unit_id) values ('${orgId}', gen_random_uuid(), '${person}', 'leader', '${units.Sales}')`,
      );
    const end = () =>
      asAda(
        `update role_grants set revoked_at = app_now() where person_id = '${person}' and revoked_at is null`,
      );
    await grant();
    const sent = () =>
      database.arrange("update outbox set sent_at = now() where org_id = $1 and kind ~ '^role-'", [orgId]);
    await sent();
    await end();
    await grant();
    expect(await waiting()).toEqual([]);
    await end();
    await setAddress("X1");
    expect(await waiting()).toEqual(["role-ended"]);
    await grant();
    // That it had ended is looked at when it leaves, and is not so any more.
    expect(await waiting()).toEqual(["role-ended", "role-granted"]);
    // Of both, each with its time.
    await end();
    expect(await waiting()).toEqual(["role-ended", "role-ended"]);
  });

  test("and signs in while another address is set keeps it, and nobody hears that it was set", async () => {
    await addPerson("X1", "Xi");
    await duo("D1", "X1", "EMia");
    const person = await idOf("X1");
    await withClient(database.adminUrl, async (signingIn) => {
      await signingIn.query(
        `begin; set local session_replication_role = replica; insert into users (id, email) select '${person}', lower(email) from people where id = '${person}';
         update people set user_id = '${person}', bound_at = app_now() where id = '${person}'`,
      );
      const setting = asAda(
        `select write_roster_people(jsonb_build_array(jsonb_build_object('id', p.id, 'externalId', p.external_id, 'name', p.name, 'givenName', p.given_name,
           'email', 'given@example.test', 'language', p.language, 'timeZone', p.time_zone))) from roster_people() p where p.id = '${person}'`,
      );
      const waits =
        "select from pg_stat_activity where $1::uuid is not null and datname = current_database() and wait_event = 'transactionid'";
      await expect.poll(async () => (await rows(waits)).length).toBe(1);
      await signingIn.query("commit");
      await setting;
    });
    const said = await rows(
      `select action as said from audit_log where org_id = $1 and action = 'address.set'
       union all select kind from outbox where org_id = $1 and kind ~ 'address-set'`,
    );
    expect(said).toEqual([]);
  });
});
