import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { withViewer } from "@/db/client";
import { scheduledCycles } from "@/testkit/scenes/scheduled-cycles";

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

  test("who stays, when a duo ends and another begins in its place", async () => {
    await database.admin.query("begin");
    await database.admin.query(`set local twofold.org_id = '${scene.made.orgId}'`);
    await database.admin.query(
      "insert into duos (org_id, id, display_name, pair_type, unit_id, ic_person_id, manager_person_id, started_on) select org_id, $2, 'Ian & Vera', pair_type, unit_id, ic_person_id, $3, '2031-01-02' from duos where id = $1",
      [scene.made.duos.first, randomUUID(), scene.made.people.Vera!.id],
    );
    await database.admin.query("update duos set ended_on = '2031-01-02' where id = $1", [
      scene.made.duos.first,
    ]);
    await database.admin.query("commit");
    expect(await rowsOf("select person_id, payload from outbox where kind = 'partner-replaced'")).toEqual([
      { person_id: scene.made.people.Ian!.id, payload: { former: "Mia Example", partner: "Vera Example" } },
    ]);
  });
});
