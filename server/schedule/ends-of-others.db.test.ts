import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { type Tx, withViewer } from "@/db/client";
import { monthlyRule, scheduledCycles } from "@/testkit/scenes/scheduled-cycles";
import { closeDueCycles, publishClosedCycles } from "../jobs/close-cycles";
import { openDueCycles } from "../jobs/open-cycles";
import { changeRoster } from "../roster/by-hand";
import { saveSchedule } from "./schedule";

/** What ends with a person or a unit whose end was set before its day, by the roster's forms and by SQL in any order. */
const scene = scheduledCycles();
const { database, rowsOf, setClock } = scene;

const opens = "2031-01-06T08:01:00Z";
const day = "2031-01-10";
const theDay = "2031-01-10T00:00:30Z";

async function openOne(): Promise<void> {
  await saveSchedule(scene.ada, { ...monthlyRule, revision: 0 });
  await setClock(opens);
  await openDueCycles();
  await scene.signInAgain();
}

/** Looks, and does what was shown; gives what was listed. */
async function change(wanted: { kind: string; id: string; cells: Record<string, string> }) {
  const shown = await changeRoster(scene.ada, { ...wanted, seen: "" });
  const done = await changeRoster(scene.ada, { ...wanted, seen: shown.fingerprint });
  expect([shown.problems, done.done]).toEqual([[], true]);
  return done.items.map(({ kind, action, name, reason = "" }) =>
    `${kind} ${action} ${name} ${reason}`.trim(),
  );
}

const end = (name: string, on: string) =>
  change({ kind: "person", id: scene.made.people[name]!.id, cells: { ended_on: on } });

/** What is stored of the duo of Ian and Mia, and whether the other one is still in the open cycle. */
const duos = () =>
  rowsOf(
    `select d.id = $2 as first, d.ended_on::text as ends, e.closed, (e.left_at at time zone 'UTC')::date::text as left
     from duos d left join duo_cycles e on e.duo_id = d.id where d.org_id = $1 order by 1 desc`,
    [scene.made.orgId, scene.made.duos.first],
  );
const mails = async () =>
  (
    await rowsOf<{ said: string }>(
      `select concat_ws(' ', p.given_name, o.kind, o.payload ->> 'endedOn') as said from outbox o join people p on p.id = o.person_id
       where o.org_id = $1 and o.kind in ('duo-ended', 'duo-resumed') order by 1`,
      [scene.made.orgId],
    )
  ).map(({ said }) => said);
const lines = async (action: string) =>
  rowsOf("select subject_id as id, actor_id as by from audit_log where org_id = $1 and action = $2", [
    scene.made.orgId,
    action,
  ]);

/** Statements of Ada in one transaction, or the constraint or SQLSTATE of its refusal. */
const asAda = (...statements: string[]) =>
  withViewer(scene.ada, async (tx: Tx) => {
    for (const statement of statements) await tx.execute(sql.raw(statement));
  }).catch(({ code, constraint }: { code?: string; constraint?: string }) => constraint ?? code);

/** A row as the roster's functions take it, with something else. */
async function rowAs(table: "people" | "units" | "duos", id: string, more: object): Promise<string> {
  const columns = {
    people: `external_id as "externalId", name, given_name as "givenName", email, language, time_zone as "timeZone"`,
    units: `external_id as "externalId", parent_id as "parentId", name, platform, lineage`,
    duos: `external_id as "externalId", display_name as "displayName", pair_type as "pairType", unit_id as "unitId", ic_person_id as "icId",
      manager_person_id as "managerId", line_manager as "lineManager", started_on::text as "startedOn", paused`,
  }[table];
  const [row] = await rowsOf(
    `select id, ended_on::text as "endedOn", ${columns} from ${table} where id = $1`,
    [id],
  );
  return `select * from write_roster_${table}('${JSON.stringify([{ ...row, ...more }])}')`;
}
const personAs = (name: string, more: object) => rowAs("people", scene.made.people[name]!.id, more);
const duoAs = (name: string, more: object) => rowAs("duos", scene.made.duos[name]!, more);

test("a person's end that is to come ends the duo on that day: listed, told to both, carried out, and enrolled no more", async () => {
  await openOne();
  expect(await end("Ian", day)).toEqual([
    "person change Ian Example",
    expect.stringMatching(/^duo change .* person-ends$/),
  ]);
  expect(await mails()).toEqual([`Ian duo-ended ${day}`, `Mia duo-ended ${day}`]);
  await closeDueCycles();
  expect(await duos()).toEqual([
    { first: true, ends: day, closed: false, left: null },
    { first: false, ends: null, closed: false, left: null },
  ]);
  await setClock(theDay);
  await closeDueCycles();
  expect(await duos()).toEqual([
    { first: true, ends: day, closed: true, left: day },
    { first: false, ends: null, closed: false, left: null },
  ]);
  await setClock("2031-01-27T17:01:00Z");
  await closeDueCycles();
  await publishClosedCycles();
  const [next] = await rowsOf<{ at: string }>(
    "select (opens_at + interval '1 minute')::text as at from planned_cycles where org_id = $1 and state = 'planned' order by opens_at limit 1",
    [scene.made.orgId],
  );
  await setClock(next!.at);
  await openDueCycles();
  expect(
    await rowsOf(
      "select e.duo_id as id from duo_cycles e join cycles c on c.id = e.cycle_id where c.org_id = $1 and c.state = 'open'",
      [scene.made.orgId],
    ),
  ).toEqual([{ id: scene.made.duos.second }]);
});

test("an end that is moved or taken back before its day takes the duo along, and both hear it", async () => {
  await openOne();
  await end("Ian", day);
  await database.arrange("update outbox set sent_at = app_now() where kind = 'duo-ended'");
  expect(await end("Ian", "2031-01-12")).toEqual([
    "person change Ian Example",
    expect.stringMatching(/^duo change .* person-stays$/),
  ]);
  expect(await duos()).toMatchObject([{ ends: "2031-01-12" }, { ends: null }]);
  expect(await mails()).toContain("Mia duo-ended 2031-01-12");
  await end("Ian", "");
  expect(await duos()).toMatchObject([{ ends: null }, { ends: null }]);
  // Of the first day they have heard; the mails of the second one had not left.
  const heard = [`Ian duo-ended ${day}`, "Ian duo-resumed", `Mia duo-ended ${day}`, "Mia duo-resumed"];
  expect(await mails()).toEqual(heard);
  await setClock("2031-01-13T00:00:30Z");
  await closeDueCycles();
  expect(await duos()).toMatchObject([{ closed: false }, { closed: false }]);
});

test("by SQL, a person's end ends their duos too, today or on a day to come", async () => {
  await openOne();
  const elsewhere = "select set_config('twofold.org_id', '', true)";
  expect(await asAda(await personAs("Ian", { endedOn: day }), elsewhere)).toBe(undefined);
  expect(await duos()).toMatchObject([{ ends: day, closed: false }, { ends: null }]);
  expect(await mails()).toEqual([`Ian duo-ended ${day}`, `Mia duo-ended ${day}`]);
  expect(await lines("duo.changed")).toEqual([{ id: scene.made.duos.first, by: scene.ada.personId }]);
  expect(await asAda(await personAs("Ian", { endedOn: "2031-01-05" }))).toBe(undefined);
  expect(await duos()).toMatchObject([
    { ends: "2031-01-06", closed: true, left: "2031-01-06" },
    { ends: null },
  ]);
  expect(await lines("duo.ended")).toEqual([{ id: scene.made.duos.first, by: scene.ada.personId }]);
});

test("by SQL, no duo goes on longer than one of its people, whatever is written first", async () => {
  await openOne();
  const [ends, goesOn] = [await personAs("Ian", { endedOn: day }), await duoAs("first", { endedOn: null })];
  const later = await duoAs("first", { endedOn: "2031-01-11" });
  for (const statements of [[ends, goesOn], [goesOn, ends], [goesOn], [later], [ends]]) {
    expect(await asAda(...statements)).toBe(undefined);
    expect(await duos()).toMatchObject([{ ends: day }, { ends: null }]);
  }
  const goesOnAgain = await personAs("Ian", { endedOn: null });
  expect(await asAda(goesOnAgain)).toBe(undefined);
  expect(await duos()).toMatchObject([{ ends: "2031-01-11" }, { ends: null }]);
  expect(await asAda(ends, await duoAs("first", { endedOn: "2031-01-08" }), goesOnAgain)).toBe(undefined);
  expect(await duos()).toMatchObject([{ ends: "2031-01-08" }, { ends: null }]);
  expect(await asAda(goesOn)).toBe(undefined);
  expect(await duos()).toMatchObject([{ ends: null }, { ends: null }]);
  // Nothing begins with somebody who has ended by then, or comes back with somebody who is over.
  const another = { id: randomUUID(), managerId: scene.made.people.Tom!.id };
  const ofTom = (more: object) => duoAs("first", { ...another, ...more });
  expect(await asAda(ends, await ofTom({ endedOn: null, startedOn: day }))).toBe("duos_end_with_people");
  expect(await asAda(ends, await ofTom({ endedOn: null }), await ofTom({ endedOn: "2031-01-06" }))).toBe(
    undefined,
  );
  expect(await asAda(await personAs("Ian", { endedOn: "2031-01-06" }))).toBe(undefined);
  expect(await asAda(await ofTom({ endedOn: null }))).toBe("duos_end_with_people");
});

test("what was stored before all this ends with the job, with its line and its mails", async () => {
  await openOne();
  for (const [name, on] of [
    ["Ian", "2031-01-04"],
    ["Tom", day],
  ]) {
    await database.arrange("update people set ended_on = $1 where id = $2", [
      on,
      scene.made.people[name!]!.id,
    ]);
  }
  await closeDueCycles();
  await closeDueCycles();
  expect(await duos()).toEqual([
    { first: true, ends: "2031-01-06", closed: true, left: "2031-01-06" },
    { first: false, ends: day, closed: false, left: null },
  ]);
  expect(await lines("duo.ended")).toEqual([{ id: scene.made.duos.first, by: null }]);
  expect(await mails()).toEqual(
    [
      "Ian duo-ended 2031-01-06",
      `Mia duo-ended ${day}`,
      "Mia duo-ended 2031-01-06",
      `Tom duo-ended ${day}`,
    ].sort(),
  );
});
