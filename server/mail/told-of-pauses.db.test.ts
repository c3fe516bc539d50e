import { describe, expect, test } from "vitest";
import { asWorker, withViewer } from "@/db/client";
import { readDuoPause, readRoleEnd } from "@/db/queries/mail-occasions";
import { changeDuo as change } from "@/testkit/scenes/changing-duos";
import { scheduledCycles } from "@/testkit/scenes/scheduled-cycles";
import { cancelCycle, openCycle } from "../cycles";
import { loadJobs, retryAllFailedMail, retryFailedMail } from "../jobs/jobs-page";
import { changeRoster } from "../roster/by-hand";
import { endGrant, grantRole } from "../roster/grants";
import { sendWaitingMail } from "./send";

const scene = scheduledCycles();
const { database, rowsOf, received } = scene;

const bare = (text: string) => text.replace(/=\r?\n/g, "").replace(/[\u2066-\u2069]|=E2=81=A[6-9]/g, "");
/** What has arrived since the last look. */
const arrived = async () => {
  await sendWaitingMail();
  return received.splice(0).map(({ to, subject }) => `${to}: ${bare(subject)}`);
};
const open = () =>
  openCycle(scene.ada, { closesLocal: "2031-01-20T18:00", timeZone: "UTC", sharingMode: "scoped" });

const changeDuo = (cells: Parameters<typeof change>[2]) => change(scene, changeRoster, cells);

describe("a duo that is paused", () => {
  const paused = ["ian: Your duo with Mia Example is paused", "mia: Your duo with Ian Example is paused"];
  const goesOn = ["ian: Your duo with Mia Example goes on", "mia: Your duo with Ian Example goes on"];

  test("tells both partners, and again when it goes on", async () => {
    await open();
    await arrived();
    await changeDuo({ paused: "yes" });
    await sendWaitingMail();
    expect(bare(received[0]!.text)).toContain("No survey asks about it until it goes on");
    expect((await arrived()).sort()).toEqual(paused);
    await changeDuo({ paused: "no" });
    expect((await arrived()).sort()).toEqual(goesOn);
    await changeDuo({ paused: "yes" });
    expect((await arrived()).sort()).toEqual(paused);
  });

  test("tells nobody of what was undone before the mail left, where the duo is in no cycle that is open", async () => {
    await open();
    await database.arrange("update cycles set state = 'published', closed_at = now(), published_at = now()");
    await arrived();
    await changeDuo({ paused: "yes" });
    await changeDuo({ paused: "no" });
    expect(await rowsOf("select from outbox where sent_at is null and failed_at is null")).toEqual([]);
    expect(await arrived()).toEqual([]);
    await changeDuo({ paused: "yes" });
    await arrived();
    await changeDuo({ paused: "no" });
    await changeDuo({ paused: "yes" });
    expect(await arrived()).toEqual([]);
  });

  test("tells nobody of a duo that no cycle has asked", async () => {
    await changeDuo({ paused: "yes" });
    expect(await arrived()).toEqual([]);
    await changeDuo({ paused: "no" });
    expect(await arrived()).toEqual([]);
  });

  test("tells both that it goes on after an end of which they had a mail", async () => {
    await open();
    await arrived();
    await changeDuo({ ended_on: "2031-01-02" });
    expect(await arrived()).toHaveLength(2);
    await changeDuo({ ended_on: "" });
    expect((await arrived()).sort()).toEqual(goesOn);
    // No other mail names a leader who began to read the duo while it was over, so this one is sent although nobody had
    // heard of the end.
    await changeDuo({ ended_on: "2031-01-02" });
    await changeDuo({ ended_on: "" });
    await sendWaitingMail();
    expect(received.map(({ text }) => bare(text))).toEqual(
      Array(2).fill(
        expect.stringMatching(
          /stopped your duo[\s\S]*these leaders may read[\s\S]*Vera Example \(leads Company\)/,
        ),
      ),
    );
    received.length = 0;
    await changeDuo({ ended_on: "2031-01-12" });
    await changeDuo({ ended_on: "" });
    expect(await arrived()).toEqual([]);
  });

  test("tells both that it does not end after all and is paused still, and the log says both", async () => {
    const lines = async () => {
      const rows = await rowsOf<{ action: string }>(
        "select action from audit_log where subject_id = $1 and action like 'duo.%' order by at, action desc",
        [scene.made.duos.first],
      );
      return rows.map(({ action }) => action);
    };
    const notEnded = paused.map((subject) => subject.replace("is paused", "does not end, and is paused"));
    await open();
    await arrived();
    await changeDuo({ paused: "yes" });
    await arrived();
    await changeDuo({ ended_on: "2031-01-02" });
    expect(await arrived()).toHaveLength(2);
    await changeDuo({ ended_on: "" });
    expect((await arrived()).sort()).toEqual(notEnded);
    expect(await lines()).toEqual(["duo.paused", "duo.ended", "duo.resumed", "duo.paused"]);
    // Undone before the mail left: they know that it is paused, and not who came to read it meanwhile.
    await changeDuo({ ended_on: "2031-01-02" });
    await changeDuo({ ended_on: "" });
    expect((await arrived()).sort()).toEqual(notEnded);
    await changeDuo({ paused: "no" });
    expect((await arrived()).sort()).toEqual(goesOn);
  });

  test("tells both of a pause that came with an end, once the end is taken back", async () => {
    await open();
    await arrived();
    await changeDuo({ paused: "yes", ended_on: "2031-01-02" });
    await changeDuo({ ended_on: "" });
    expect((await arrived()).sort()).toEqual(
      paused.map((subject) => subject.replace("is paused", "does not end, and is paused")),
    );
    // What waits is taken back, and what they heard before it counts.
    await changeDuo({ ended_on: "2031-01-02" });
    await arrived();
    await changeDuo({ ended_on: "" });
    await changeDuo({ paused: "no" });
    expect((await arrived()).sort()).toEqual(goesOn);
  });

  test("is no occasion any more once it is over", async () => {
    const { orgId, people, duos } = scene.made;
    const read = () =>
      asWorker((tx) => readDuoPause(tx, { orgId, personId: people.Ian!.id, duoId: duos.first! }));
    expect(await read()).toEqual({
      ...{ paused: false, partner: "Mia Example", endsOn: null, leftOpen: false },
    });
    await database.arrange("update duos set ended_on = '2031-01-02' where id = $1", [duos.first]);
    expect(await read()).toBeUndefined();
  });
});

describe("who loses a role", () => {
  const grants = (personId: string) =>
    rowsOf<{ id: string }>("select id from role_grants where person_id = $1 and revoked_at is null", [
      personId,
    ]);
  const end = async (name: string) => {
    for (const { id } of await grants(scene.made.people[name]!.id))
      await endGrant(scene.ada, { grantId: id });
  };
  const lead = (name: string, units: readonly string[]) =>
    withViewer(scene.ada, async (_tx, client) => {
      for (const unit of units) {
        await client.query(
          "insert into role_grants (org_id, id, person_id, role, unit_id) values ($1, gen_random_uuid(), $2, 'leader', $3)",
          [scene.made.orgId, scene.made.people[name]!.id, unit],
        );
      }
    });

  test("is told which one, when and by whom", async () => {
    await grantRole(scene.ada, { person: "tom@example.test", role: "reviewer" });
    await arrived();
    await end("Tom");
    await sendWaitingMail();
    const [mail] = received;
    expect(mail?.subject).toContain("no_longer_read_Twofold");
    expect(bare(mail!.text)).toMatch(
      /Ada Example at \S+( \S+)* ended your right to read the audit log as a reviewer, on 2 January 2031/,
    );
    received.length = 0;
    expect(await arrived()).toEqual([]);
  });

  test("is told of all units in one mail", async () => {
    const { orgId, units } = scene.made;
    const [{ id: sales }] = (await rowsOf<{ id: string }>("select gen_random_uuid() as id")) as [
      { id: string },
    ];
    await database.arrange(
      "insert into units (org_id, id, parent_id, name, platform, lineage) values ($1, $2, $3, 'Sales', false, array[$3, $2]::uuid[])",
      [orgId, sales, units.Company],
    );
    await lead("Tom", [units.Company!, sales]);
    await arrived();
    await end("Tom");
    expect(await arrived()).toEqual(["tom: You no longer lead Company and Sales in Twofold"]);
  });

  test("hears nothing where it was granted again before the mail left, and of both where the grant’s had not left", async () => {
    const { Company } = scene.made.units;
    await lead("Tom", [Company!]);
    await arrived();
    await end("Tom");
    await lead("Tom", [Company!]);
    expect(await arrived()).toEqual([]);
    await end("Tom");
    expect(await arrived()).toEqual(["tom: You no longer lead Company in Twofold"]);
    await lead("Tom", [Company!]);
    await end("Tom");
    expect(await arrived()).toEqual(["tom: You no longer lead Company in Twofold"]);
  });

  test("hears nothing when they are erased, nor once they have the role again", async () => {
    const { orgId, people } = scene.made;
    await grantRole(scene.ada, { person: "tom@example.test", role: "reviewer" });
    await arrived();
    await end("Tom");
    const [mail] = await rowsOf<{ id: string }>("select id from outbox where kind = 'role-ended'");
    const read = () => asWorker((tx) => readRoleEnd(tx, { orgId, personId: people.Tom!.id, ...mail! }));
    expect(await read()).toMatchObject({ by: "Ada Example", bySelf: false, unit: null });
    await database.arrange("update role_grants set revoked_at = null where person_id = $1", [people.Tom!.id]);
    expect(await read()).toBeUndefined();
    await database.arrange("delete from outbox");
    await database.arrange("update people set erased_at = app_now() where id = $1", [people.Tom!.id]);
    await end("Tom");
    expect(await rowsOf("select from outbox where kind = 'role-ended'")).toEqual([]);
  });
});

describe("a mail that is of no use any more", () => {
  /** A mail that was given up, to Ian. */
  const fail = async (
    kind: string,
    { about = "a", payload = {} }: { about?: string; payload?: object } = {},
  ) =>
    (
      await database.arrange(
        `insert into outbox (org_id, id, kind, key, person_id, payload, day, failed_at, attempts, last_error)
         values ($1, gen_random_uuid(), $2, $2 || ':' || $5, $3, $4, case when $2 = 'reminder' then date '2031-01-02' end, now(), 1, 'EENVELOPE 550') returning id`,
        [scene.made.orgId, kind, scene.made.people.Ian!.id, payload, about],
      )
    ).rows[0].id as string;
  const why = async () =>
    Object.fromEntries((await loadJobs(scene.ada)).failedMail.map(({ kind, noUse }) => [kind, noUse]));

  test("is not sent again: the invitation to a cycle that was cancelled, with the reason", async () => {
    const { cycleId } = await open();
    await database.arrange("delete from outbox");
    const mailId = await fail("cycle-opened", { payload: { cycleId } });
    expect(await why()).toEqual({ "cycle-opened": null });
    await cancelCycle(scene.ada, { cycleId });
    expect(await why()).toEqual({ "cycle-opened": "cancelled" });
    await expect(retryFailedMail(scene.ada, { mailId })).rejects.toMatchObject({ code: "closed" });
    await expect(retryAllFailedMail(scene.ada)).rejects.toMatchObject({ code: "closed" });
    expect(await rowsOf("select from outbox where key like '%:again'")).toEqual([]);
    await fail("partner-address-set");
    expect(await retryAllFailedMail(scene.ada)).toEqual({ mails: 1 });
  });

  test("nor any other whose occasion is gone", async () => {
    const { people, duos } = scene.made;
    const { cycleId } = await open();
    await database.arrange("delete from outbox");
    const [grant] = await rowsOf<{ id: string }>("select id from role_grants where person_id = $1", [
      people.Vera!.id,
    ]);
    await fail("cycle-opened", { payload: { cycleId } });
    await fail("reminder", { payload: { cycleId } });
    await fail("cycle-published", { payload: { cycleId } });
    await fail("role-granted", { payload: { grantId: grant!.id } });
    await fail("duo-ended", { payload: { duoId: duos.first, endedOn: "2031-01-02" } });
    await fail("duo-paused", { payload: { duoId: duos.first } });
    await fail("new-partner", { about: duos.first });
    await fail("partner-replaced", { about: duos.first });
    await fail("cycle-withdrawn", { payload: { cycleId } });
    const set = (sql: string, values?: unknown[]) => database.arrange(sql, values);
    await set("update duos set paused = true");
    expect(await why()).toEqual({
      "cycle-opened": "not-asked",
      reminder: "not-asked",
      "cycle-published": null,
      "role-granted": null,
      "duo-ended": "taken-back",
      "duo-paused": null,
      "new-partner": null,
      "partner-replaced": null,
      "cycle-withdrawn": null,
    });
    await set("update duos set paused = false, ended_on = '2031-01-02'");
    await set("update role_grants set revoked_at = app_now() where role = 'leader'");
    await set(
      "update cycles set state = 'withdrawn', closed_at = app_now(), published_at = app_now(), withdrawn_at = app_now(), withdrawn_reason = 'a reason' where id = $1",
      [cycleId],
    );
    expect(await why()).toEqual({
      "cycle-opened": "closed",
      reminder: "closed",
      "cycle-published": "withdrawn",
      "role-granted": "taken-back",
      "duo-ended": null,
      "duo-paused": "over",
      "new-partner": "over",
      "partner-replaced": "over",
      "cycle-withdrawn": null,
    });
  });
});
