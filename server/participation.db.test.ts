import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { withViewer } from "@/db/client";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization, type MadeOrganization } from "@/testkit/factories/organization";
import { viewerOf } from "@/testkit/factories/viewer";
import { loadProgram } from "./cycles";
import { decline } from "./duos/declining";
import { loadHome } from "./duos/home";
import { loadRosterList } from "./roster/lists";
import { loadSchedule } from "./schedule/schedule";

const database = freshDatabase();

const spec = {
  units: { Acme: {}, Eng: { parent: "Acme" }, Core: { parent: "Eng" }, Sales: { parent: "Acme" } },
  people: {
    Ada: { admin: true },
    Lea: { admin: true, leads: "Eng" },
    ...Object.fromEntries(["Ian", "Mia", "Ned", "Ola", "Pia", "Quin"].map((name) => [name, {}])),
  },
  duos: {
    core: { ic: "Ian", manager: "Mia", unit: "Core" },
    led: { ic: "Ned", manager: "Lea", unit: "Eng" },
    sales: { ic: "Pia", manager: "Quin", unit: "Sales" },
  },
  cycle: {},
} as const;

const submit = (made: MadeOrganization, ...names: string[]) =>
  database.arrange(
    "update duo_cycle_sides set final_at = now() where cycle_id = $1 and person_id = any ($2)",
    [made.cycleId, names.map((name) => made.people[name]!.id)],
  );
const boardOf = async (made: MadeOrganization, name: string, query: object = {}) =>
  (await loadProgram(viewerOf(made, name, { isAdmin: true }), query)).board!;

test("counts complete duos and sides, by unit, and shows who is missing and when they were reminded", async () => {
  const made = await createOrganization(database.admin, spec);
  await submit(made, "Ian", "Mia", "Pia");
  await database.admin.query(
    "insert into outbox (org_id, id, kind, key, person_id, payload, day, sent_at) values ($1, $2, 'reminder', 'reminder:r', $3, '{}', current_date, now())",
    [made.orgId, randomUUID(), made.people.Quin!.id],
  );
  const board = await boardOf(made, "Ada");
  expect(board.whole).toEqual({ duos: 3, complete: 1, known: 3, ic: 2, manager: 1, declined: 0 });
  expect(
    board.below.map(({ name, complete, duos, ic, manager }) => [name, complete, duos, ic, manager]),
  ).toEqual([
    ["Eng", 1, 2, 1, 1],
    ["Sales", 0, 1, 1, 0],
  ]);
  const eng = await boardOf(made, "Ada", { unit: made.units.Eng });
  expect(eng.below.map(({ unitId, name }) => [unitId, name])).toEqual([
    [null, ""],
    [made.units.Core, "Core"],
  ]);
  await database.arrange("update duos set external_id = 'D-042' where id = $1", [made.duos.sales]);
  expect((await boardOf(made, "Ada", { q: "d-042" })).lines.map(({ duoId }) => duoId)).toEqual([
    made.duos.sales,
  ]);
  const missing = await boardOf(made, "Ada", { show: "missing", q: "quin" });
  expect(missing.lines).toMatchObject([
    {
      complete: false,
      ic: { personName: "Pia Example", submitted: true, remindedOn: null },
      manager: {
        personName: "Quin Example",
        submitted: false,
        remindedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      },
    },
  ]);
  expect((await boardOf(made, "Ada", { show: "missing" })).view.total).toBe(2);
  // Who declined is not chased: nobody of their duo is missing any more.
  await decline(viewerOf(made, "Quin"), { cycleId: made.cycleId, duoId: made.duos.sales });
  const declined = await boardOf(made, "Ada");
  expect(declined.whole).toMatchObject({ complete: 1, manager: 1, declined: 1 });
  expect(declined.lines.map(({ manager }) => manager?.declined)).toEqual([false, false, true]);
  expect((await boardOf(made, "Ada", { show: "missing" })).view.total).toBe(1);
});

test("units of one name are told apart by their paths in lists, findings and mail, and nowhere else", async () => {
  const made = await createOrganization(database.admin, spec);
  const ada = viewerOf(made, "Ada", { isAdmin: true });
  await database.arrange("update units set name = 'Core' where id = $1", [made.units.Sales]);
  const list = async (kind: string) => (await loadRosterList(ada, { kind }, {})).lines;
  const unitsOf = async (kind: string) =>
    (await list(kind)).flatMap((line) => ("unit" in line && line.unit !== null ? [line.unit] : []));
  expect((await unitsOf("duos")).sort()).toEqual(["Acme / Core", "Acme / Eng / Core", "Eng"]);
  expect(await unitsOf("grants")).toEqual(["Eng"]);
  const { findings } = await loadSchedule(ada);
  expect(findings.find(({ kind }) => kind === "no-leader")?.names).toEqual(["Acme / Core"]);
  await withViewer(ada, (_tx, client) =>
    client.query(
      "insert into role_grants (org_id, id, person_id, role, unit_id) values ($1, $2, $3, 'leader', $4)",
      [made.orgId, randomUUID(), made.people.Ola!.id, made.units.Sales],
    ),
  );
  const { rows } = await database.admin.query(
    "select distinct payload ->> 'unitId' as unit from outbox where org_id = $1 and kind = 'new-reader'",
    [made.orgId],
  );
  expect(rows).toEqual([{ unit: made.units.Sales }]);
  const home = async () => {
    const { newReaders, readers } = await loadHome(viewerOf(made, "Pia"));
    return [newReaders, readers].map((all) => all.map(({ unitName }) => unitName));
  };
  expect(await home()).toEqual([["Acme / Core"], ["Acme / Core"]]);
  // A new reader is announced for thirty days, and named as long as they read.
  await database.arrange("update role_grants set granted_at = now() - interval '31 days' where org_id = $1", [
    made.orgId,
  ]);
  expect(await home()).toEqual([[], ["Acme / Core"]]);
  await database.arrange("update role_grants set revoked_at = now() where org_id = $1", [made.orgId]);
  expect(await home()).toEqual([[], []]);
});

test("an admin who leads a unit sees of its duos only whether they are complete, by the database's own rule", async () => {
  const made = await createOrganization(database.admin, spec);
  await submit(made, "Ian", "Pia", "Quin");
  const board = await boardOf(made, "Lea");
  const byId = Object.fromEntries(board.lines.map((line) => [line.duoId, line]));
  expect(byId[made.duos.core!]).toMatchObject({ complete: false, ic: null, manager: null });
  expect(byId[made.duos.sales!]).toMatchObject({ complete: true, ic: { submitted: true } });
  // Her own duo: a partner knows whether the other has submitted.
  expect(byId[made.duos.led!]).toMatchObject({ ic: { submitted: false }, manager: { submitted: false } });
  expect(board.whole).toEqual({ duos: 3, complete: 1, known: 2, ic: 1, manager: 1, declined: 0 });
  const seen = await withViewer(viewerOf(made, "Lea"), async (_tx, client) =>
    client.query("select duo_id from duo_cycle_sides group by duo_id"),
  );
  expect(seen.rows.map((row) => row.duo_id).sort()).toEqual([made.duos.led, made.duos.sales].sort());
});

test("somebody who is no admin learns of no complete duo", async () => {
  const made = await createOrganization(database.admin, spec);
  await expect(
    withViewer(viewerOf(made, "Ian"), (_tx, client) =>
      client.query("select * from complete_duos($1)", [made.cycleId]),
    ),
  ).rejects.toMatchObject({ code: "42501" });
});
