import { expect, test } from "vitest";
import { stage } from "@/testkit/scenes/stage";

const on = stage();

test("an admin who leads a duo's unit reads no more of it by a revocation that can be rolled back", async () => {
  const { org, cycle, duos, units } = on.scene;
  const { admin, ic, manager } = on.scene.people;
  for (const table of ["cycle_declines", "outbox"]) await on.arrange(`delete from ${table}`);
  await on.arrange(
    `insert into cycle_declines (org_id, cycle_id, duo_id, person_id) values ('${org}', '${cycle}', '${duos.watched}', '${ic}')`,
  );
  await on.arrange(
    `insert into outbox (org_id, id, kind, key, person_id, payload) values ('${org}', gen_random_uuid(), 'cycle-opened', 'cycle-opened:${manager}', '${manager}', '{}')`,
  );
  const reads = [
    "select from cycle_declines",
    `select from duo_cycle_sides where duo_id = '${duos.watched}'`,
    `select from outbox where person_id = '${manager}'`,
  ];
  const seen = async (...before: string[]) => {
    const counts: (number | string)[] = [];
    for (const read of reads) counts.push(await on.attempt("app", "admin", ...before, read));
    return counts;
  };
  const all = await seen();
  expect(all.every((count) => Number(count) > 0)).toBe(true);
  await on.arrange(
    `insert into role_grants (org_id, id, person_id, role, unit_id) values ('${org}', gen_random_uuid(), '${admin}', 'leader', '${units.a}')`,
  );
  const revoke = `update role_grants set revoked_at = app_now() where person_id = '${admin}' and role = 'leader'`;
  expect(await seen()).toEqual([0, 0, 0]);
  expect(await seen(revoke)).toEqual([0, 0, 0]);
  await on.as("admin", revoke);
  expect(await seen()).toEqual(all);
});
