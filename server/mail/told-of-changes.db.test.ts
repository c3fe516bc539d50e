import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { withViewer } from "@/db/client";
import { scheduledCycles } from "@/testkit/scenes/scheduled-cycles";
import { grantRole } from "../roster/grants";
import { sendWaitingMail } from "./send";

const scene = scheduledCycles();
const { database, rowsOf } = scene;
/** Without the marks around names. */
const bare = (text: string) => text.replace(/[\u2066-\u2069]/g, "");

describe("who is told of a change", () => {
  test("the partners of a unit's duos, when somebody new may read them, and not of a duo of that one's own", async () => {
    await withViewer(scene.ada, async (_tx, client) => {
      await client.query(
        "insert into role_grants (org_id, id, person_id, role, unit_id) select $1, $2, $3, 'leader', u.id from units u where u.org_id = $1",
        [scene.made.orgId, randomUUID(), scene.made.people.Tom!.id],
      );
    });
    const told = await rowsOf<{ person_id: string; payload: object }>(
      "select person_id, payload from outbox where kind = 'new-reader'",
    );
    const { people, units, duos } = scene.made;
    const about = (duo: string) => ({
      payload: { duoId: duos[duo], readerId: people.Tom!.id, unitId: units.Company },
    });
    const wanted = [
      { person_id: people.Ian!.id, ...about("first") },
      { person_id: people.Mia!.id, ...about("first") },
    ];
    expect(told).toHaveLength(wanted.length);
    expect(told).toEqual(expect.arrayContaining(wanted));
  });

  test("who leads units from now on, in one mail, and not of a unit that was taken back before it left", async () => {
    const { orgId, units, people } = scene.made;
    const sales = randomUUID();
    await database.arrange(
      "insert into units (org_id, id, parent_id, name, platform, lineage) values ($1, $2, $3, 'Sales', false, array[$3, $2]::uuid[])",
      [orgId, sales, units.Company],
    );
    await withViewer(scene.ada, async (_tx, client) => {
      for (const unit of [units.Company, sales]) {
        await client.query(
          "insert into role_grants (org_id, id, person_id, role, unit_id) values ($1, $2, $3, 'leader', $4)",
          [orgId, randomUUID(), people.Tom!.id, unit],
        );
      }
    });
    await database.admin.query("delete from outbox where kind <> 'role-granted'");
    await database.admin.query("update role_grants set revoked_at = app_now() where unit_id = $1", [sales]);
    await sendWaitingMail();
    expect(scene.received.map(({ to, subject }) => [to, bare(subject)])).toEqual([
      ["tom", "You lead Company in Twofold now"],
    ]);
  });

  test("whoever may run the program or read its log from now on, once", async () => {
    await grantRole(scene.ada, { person: "tom@example.test", role: "admin" });
    await sendWaitingMail();
    await sendWaitingMail();
    expect(scene.received.map(({ to, subject }) => [to, subject])).toEqual([
      ["tom", "You run the Twofold program now"],
    ]);
  });

  test("also of a duo that is paused or begins later, and not of one that has ended", async () => {
    const { orgId, people, duos } = scene.made;
    const tell = async () => {
      await withViewer(scene.ada, async (_tx, client) => {
        await client.query(
          "insert into role_grants (org_id, id, person_id, role, unit_id) select $1, $2, $3, 'leader', u.id from units u where u.org_id = $1",
          [orgId, randomUUID(), people.Vera!.id],
        );
      });
      const { rows } = await database.admin.query(
        "delete from outbox where kind = 'new-reader' returning person_id",
      );
      await database.admin.query("delete from role_grants where person_id = $1", [people.Vera!.id]);
      return rows.filter((row) => row.person_id === people.Ian!.id).length;
    };
    const told: number[] = [];
    for (const state of ["paused = true", "started_on = '2099-01-01'", "ended_on = '2020-01-01'"]) {
      await database.admin.query(`update duos set ${state} where id = $1`, [duos.first]);
      told.push(await tell());
      await database.admin.query(
        "update duos set paused = false, started_on = '2019-01-01', ended_on = null where id = $1",
        [duos.first],
      );
    }
    expect(told).toEqual([1, 1, 0]);
  });

  test.each([
    ["the day before", "2031-01-02"],
    ["years ago by its start", "2019-01-02"],
  ])("who stays, when a duo ends and another begins in its place, %s", async (_, startedOn) => {
    const { orgId, people, duos } = scene.made;
    await database.admin.query("begin");
    await database.admin.query(`set local twofold.org_id = '${orgId}'`);
    await database.admin.query(
      `update duos set ended_on = ${startedOn > "2030" ? "'2031-01-02'" : "today()"} where id = $1`,
      [duos.first],
    );
    await database.admin.query(
      "insert into duos (org_id, id, display_name, pair_type, unit_id, ic_person_id, manager_person_id, started_on) select org_id, $2, 'Ian & Vera', pair_type, unit_id, ic_person_id, $3, $4 from duos where id = $1",
      [duos.first, randomUUID(), people.Vera!.id, startedOn],
    );
    const { rows } = await database.admin.query(
      "select kind, person_id, payload from outbox where kind <> 'new-reader' order by kind",
    );
    await database.admin.query("rollback");
    const endedOn = startedOn > "2030" ? "2031-01-02" : expect.any(String);
    expect(rows).toEqual([
      { kind: "duo-ended", person_id: people.Mia!.id, payload: { duoId: duos.first, endedOn } },
      { kind: "new-partner", person_id: people.Vera!.id, payload: { partner: "Ian Example" } },
      {
        kind: "partner-replaced",
        person_id: people.Ian!.id,
        payload: { former: "Mia Example", partner: "Vera Example" },
      },
    ]);
  });

  test.each([
    ["2031-01-02", "2031-01-02", "Your duo with Mia Example ended on 2 January 2031."],
    ["2031-02-02", "2031-02-02", "Your duo with Mia Example ends on 2 February 2031."],
    // Ends on another day, and goes on again.
    ["2031-01-02", "2031-03-02", undefined],
    ["2031-01-02", null, undefined],
  ])("who has a duo that was to end on %s and ends on %s", async (day, endedOn, told) => {
    const { orgId, people, duos } = scene.made;
    await database.arrange("update duos set ended_on = $1 where id = $2", [endedOn, duos.first]);
    await database.arrange(
      "insert into outbox (org_id, id, kind, key, person_id, payload) values ($1, $2, 'duo-ended', 'duo-ended:a', $3, $4)",
      [orgId, randomUUID(), people.Ian!.id, { duoId: duos.first, endedOn: day }],
    );
    await sendWaitingMail();
    const unfolded = scene.received.map(({ text }) => bare(text).replace(/=\r?\n/g, ""));
    expect(unfolded).toEqual(told ? [expect.stringContaining(told)] : []);
  });
});
