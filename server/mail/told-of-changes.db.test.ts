import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { withViewer } from "@/db/client";
import { scheduledCycles } from "@/testkit/scenes/scheduled-cycles";
import { grantRole } from "../roster/grants";
import { sendWaitingMail } from "./send";

const scene = scheduledCycles();
const { database, rowsOf } = scene;

describe("who is told of a change", () => {
  test("the partners of a unit's duos, when somebody new may read them", async () => {
    await withViewer(scene.ada, async (_tx, client) => {
      await client.query(
        "insert into role_grants (org_id, id, person_id, role, unit_id) select $1, $2, $3, 'leader', u.id from units u where u.org_id = $1",
        [scene.made.orgId, randomUUID(), scene.made.people.Tom!.id],
      );
    });
    const told = await rowsOf<{ person_id: string; payload: object }>(
      "select person_id, payload from outbox where kind = 'new-reader'",
    );
    expect(told.map(({ person_id }) => person_id).sort()).toEqual(
      [scene.made.people.Ian!.id, scene.made.people.Mia!.id].sort(),
    );
    expect(told[0]!.payload).toEqual({ unit: "Company", reader: "Tom Example" });
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
      "select person_id, payload from outbox where kind = 'partner-replaced'",
    );
    await database.admin.query("rollback");
    expect(rows).toEqual([
      { person_id: people.Ian!.id, payload: { former: "Mia Example", partner: "Vera Example" } },
    ]);
  });
});
