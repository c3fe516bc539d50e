import { beforeEach, describe, expect, test, vi } from "vitest";
import { withViewer } from "@/db/client";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization, createUser, type MadeOrganization } from "@/testkit/factories/organization";
import { viewerOf } from "@/testkit/factories/viewer";
import { mailServer } from "@/testkit/scenes/mail-server";
import { cancelCycle } from "../cycles";
import { changeRoster } from "../roster/by-hand";
import { sendWaitingMail } from "./send";

const database = freshDatabase();
let made: MadeOrganization;
/** To whom mails went, by the part before the "@", and what they were about, without the marks around names. */
let received: string[] = [];
let texts: string[] = [];
/** What happens while the mail server takes a mail about this. */
let meanwhile: { about: string; does: () => Promise<void> | void } | undefined;
let refusal: number | undefined;

mailServer({
  async receive({ to, subject, text }) {
    const bare = subject.replace(/=\?.*\?=/g, (word) =>
      decodeURIComponent(word.slice(10, -2).replace(/_/g, " ").replace(/=/g, "%")),
    );
    received.push(`${to}: ${bare.replace(/[\u2066-\u2069]/g, "")}`);
    texts.push(text);
    if (meanwhile && bare.includes(meanwhile.about)) {
      const { does } = meanwhile;
      meanwhile = undefined;
      await does();
    }
  },
  refusal: () => refusal,
});

beforeEach(async () => {
  [received, texts, meanwhile, refusal] = [[], [], undefined, undefined];
  await database.arrange("truncate outbox");
  await database.arrange("update people set email = id || '@example.test'");
  made = await createOrganization(database.admin, {
    people: { Ada: { admin: true }, Vera: {}, Ian: {}, Mia: {}, Tom: {} },
    duos: { first: { ic: "Ian", manager: "Mia" }, second: { ic: "Tom", manager: "Mia" } },
    cycle: {},
  });
  for (const name of ["Vera", "Ian", "Mia", "Tom"]) {
    const address = `${name.toLowerCase()}@example.test`;
    await database.arrange("update people set email = $1 where id = $2", [address, made.people[name]!.id]);
  }
});

const ada = () => viewerOf(made, "Ada", { isAdmin: true });
async function setAddress(name: string, local: string): Promise<void> {
  const line = { kind: "person", id: made.people[name]!.id, cells: { email: `${local}@example.test` } };
  const { fingerprint } = await changeRoster(ada(), { ...line, seen: "" });
  expect(await changeRoster(ada(), { ...line, seen: fingerprint })).toMatchObject({ done: true });
}
/** Sends what waits; gives what was received meanwhile, in order of addresses. */
async function send(): Promise<string[]> {
  received = [];
  await sendWaitingMail();
  return received.toSorted();
}
const queue = (kind: string, name: string, payload: object) =>
  database.admin.query(
    "insert into outbox (org_id, id, kind, key, person_id, payload) values ($1, gen_random_uuid(), $2::text, concat_ws(':', $2::text, $5::text, $3::uuid), $3::uuid, $4)",
    [made.orgId, kind, made.people[name]!.id, payload, made.cycleId],
  );
const grantToVera = () =>
  withViewer(ada(), (_tx, client) =>
    client.query(
      "insert into role_grants (org_id, id, person_id, role, unit_id) select $1, gen_random_uuid(), $2, 'leader', u.id from units u where u.org_id = $1",
      [made.orgId, made.people.Vera!.id],
    ),
  );
const ofMia = "The sign-in address of Mia Example was changed";
const ofIan = "The sign-in address of Ian Example was changed";

describe("what was mailed to an address that an admin set for a minute", () => {
  test("goes once more to the one that is set next, and what went there already does not", async () => {
    await setAddress("Ian", "evil.ian");
    await setAddress("Mia", "evil.mia");
    const first = await send();
    expect(first).toEqual(expect.arrayContaining([`evil.ian: ${ofMia}`, `evil.mia: ${ofIan}`]));
    await setAddress("Ian", "ian");
    const second = await send();
    expect(second.filter((mail) => mail.startsWith("ian:"))).toEqual([`ian: ${ofMia}`]);
    // Their own address is told to the one of before and to the partner.
    expect(second).toEqual([expect.stringContaining("evil.ian: "), `evil.mia: ${ofIan}`, `ian: ${ofMia}`]);
    expect(await send()).toEqual([]);
  });

  test("of several that left in one, all, in one again", async () => {
    await setAddress("Mia", "evil.mia");
    await send();
    await grantToVera();
    expect(await send()).toContainEqual(expect.stringContaining("evil.mia: "));
    await setAddress("Mia", "mia");
    const toMia = (await send()).filter((mail) => mail.startsWith("mia:"));
    expect(toMia).toHaveLength(1);
    const text = texts.findLast((one) => /^To: .*<mia@/m.test(one))!.replace(/[\u2066-\u2069]/g, "");
    expect(text).toContain("Ian Example");
    expect(text).toContain("Tom Example");
  });

  test("also what its mail server refused for good", async () => {
    await setAddress("Mia", "nobody");
    await send();
    await grantToVera();
    refusal = 550;
    await send();
    refusal = undefined;
    await setAddress("Mia", "mia");
    expect((await send()).filter((mail) => mail.startsWith("mia:"))).toHaveLength(1);
  });
});

const addressOf = async (name: string) =>
  (await database.admin.query("select email from people where id = $1", [made.people[name]!.id])).rows[0]
    .email;

test("a mail that is on its way while another address is set goes to that one too", async () => {
  const waits =
    "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
  let setting: Promise<void> | undefined;
  await queue("new-partner", "Ian", { partner: "Mia Example" });
  meanwhile = {
    about: "Mia",
    async does() {
      setting = setAddress("Ian", "right");
      await vi.waitFor(async () => expect((await database.admin.query(waits)).rowCount).toBe(1));
    },
  };
  await send();
  await setting;
  expect(await addressOf("Ian")).toBe("right@example.test");
  expect((await send()).filter((mail) => mail.startsWith("right:"))).toHaveLength(1);
});

test("a mail that was claimed before another address was in force waits on for it", async () => {
  await queue("new-partner", "Ian", { partner: "Mia Example" });
  meanwhile = {
    about: "Mia",
    async does() {
      await database.arrange("update people set email = 'late@example.test' where id = $1", [
        made.people.Ian!.id,
      ]);
    },
  };
  const got = await send();
  expect(got.map((mail) => mail.split(":")[0])).toEqual(["ian", "late"]);
});

test("a cycle that was cancelled is told to whoever had its invitation at the second address", async () => {
  refusal = 550;
  await queue("cycle-opened", "Ian", { cycleId: made.cycleId });
  await send();
  refusal = undefined;
  await setAddress("Ian", "right");
  expect((await send()).filter((mail) => mail.startsWith("right:"))).toHaveLength(1);
  await cancelCycle(ada(), { cycleId: made.cycleId });
  expect((await send()).filter((mail) => mail.startsWith("right:"))).toEqual([
    expect.stringContaining("cancelled"),
  ]);
});

describe("nothing goes once more", () => {
  test("that tells who answered, or what a leader finds", async () => {
    await queue("partner-answered", "Ian", {
      cycleId: made.cycleId,
      duoId: made.duos.first,
      partner: "Mia Example",
    });
    await queue("cycle-published", "Ian", { cycleId: made.cycleId, number: "1", opensOn: "2026-10-05" });
    expect(await send()).toHaveLength(2);
    await setAddress("Ian", "right");
    expect((await send()).filter((mail) => mail.startsWith("right:"))).toEqual([]);
  });

  test("after the first sign-in, and from then on nothing of what was said is kept", async () => {
    const kept = async () =>
      (
        await database.admin.query("select payload from outbox where person_id = $1 and payload <> '{}'", [
          made.people.Ian!.id,
        ])
      ).rows;
    await queue("partner-address-set", "Ian", { partner: "Mia Example" });
    await send();
    expect(await kept()).toEqual([{ payload: { partner: "Mia Example" } }]);
    await createUser(database.admin, made.people.Ian!);
    expect(await kept()).toEqual([]);
    await queue("new-partner", "Ian", { partner: "Mia Example" });
    expect(await send()).toHaveLength(1);
    expect(await kept()).toEqual([]);
  });
});
