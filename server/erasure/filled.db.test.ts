import { expect, test } from "vitest";
import { erasures } from "@/testkit/scenes/erasures";
import { closeCycle } from "../cycles";
import { publishCycle } from "../publication/publish-cycle";
import { readAndErase } from "./reading-first";

const on = erasures({ closeCycle, publishCycle, erasePerson: readAndErase });
const { database, idOf, erase, publish } = on;

const refusal = (statement: string, ...values: unknown[]) =>
  database.admin.query(statement, values).then(
    () => "done",
    ({ constraint }: { constraint?: string }) => constraint,
  );

test("the database fills nothing of somebody who was erased, and gives them no duo and no role", async () => {
  await publish();
  const { orgId, duos } = on.made;
  await erase("Ic0");
  for (const filled of [
    "given_name = 'Back'",
    "email = 'back@example.test'",
    "external_id = 'back'",
    "language = 'fr'",
    "time_zone = 'Europe/Paris'",
    "ended_on = null",
    "reminders = true",
  ])
    expect([filled, await refusal(`update people set ${filled} where id = $1`, idOf("Ic0"))]).toEqual([
      filled,
      "people_erased_stay",
    ]);
  for (const active of ["ended_on = null", "ended_on = '2100-01-01'", "ic_grade = 5", "display_name = 'Ic'"])
    expect([active, await refusal(`update duos set ${active} where id = $1`, duos.duo0)]).toEqual([
      active,
      "duos_of_erased_stay",
    ]);
  expect(await refusal("update duos set team_size = 5 where id = $1", duos.duo0)).toBe("done");
  expect(
    await refusal(
      "insert into duos (org_id, id, display_name, pair_type, unit_id, ic_person_id, manager_person_id, started_on) select org_id, gen_random_uuid(), 'x', pair_type, unit_id, ic_person_id, $2, '2026-01-01' from duos where id = $1",
      duos.duo0,
      idOf("Manager1"),
    ),
  ).toBe("duos_of_erased_stay");
  expect(
    await refusal(
      "insert into role_grants (org_id, id, person_id, role) values ($1, gen_random_uuid(), $2, 'admin')",
      orgId,
      idOf("Ic0"),
    ),
  ).toBe("role_grants_of_erased");
});

test("erasing somebody with the name of another, or a piece of it, takes no notice of the other away", async () => {
  await publish();
  const { orgId } = on.made;
  const told = idOf("Manager1");
  await database.admin.query("delete from outbox where person_id = $1", [told]);
  await database.admin.query(
    `insert into outbox (org_id, id, kind, key, person_id, payload)
     select org_id, gen_random_uuid(), 'new-partner', 'new-partner:' || id, $1, jsonb_build_object('partner', name) from people where id = $2`,
    [told, idOf("Ic1")],
  );
  const waiting = () =>
    database.admin.query("select from outbox where person_id = $1 and kind = 'new-partner'", [told]);
  for (const like of ["name", "left(name, 1)"]) {
    const { rows } = await database.admin.query<{ id: string; name: string }>(
      `insert into people (org_id, id, external_id, name, given_name, email)
       select org_id, gen_random_uuid(), 'made-up-' || $3::text, ${like}, 'Made-up', $3::text || '@example.test' from people where org_id = $1 and id = $2 returning id, name`,
      [orgId, idOf("Ic1"), like.length],
    );
    const { id: personId, name: confirmation } = rows[0]!;
    await readAndErase(on.ada(), { personId, confirmation });
    expect([like, (await waiting()).rowCount]).toEqual([like, 1]);
  }
  await erase("Ic1");
  expect((await waiting()).rowCount).toBe(0);
});
