import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { withViewer } from "@/db/client";
import { promiseVersion } from "@/lib/domain/cycles";
import { evenAnswers } from "@/testkit/factories/answers";
import { viewerOf } from "@/testkit/factories/viewer";
import { monthlyRule, scheduledCycles } from "@/testkit/scenes/scheduled-cycles";
import { closeCycle } from "../cycles";
import { closeDueCycles, publishClosedCycles } from "../jobs/close-cycles";
import { openDueCycles } from "../jobs/open-cycles";
import { submitResponse } from "../responses";
import { saveSchedule } from "./schedule";

/** What happens on the day of an end that was set before it came. */
const scene = scheduledCycles();
const { database, rowsOf, setClock } = scene;

const opens = "2031-01-06T08:01:00Z";
const theDayBefore = "2031-01-09T23:59:00Z";
const theDay = "2031-01-10T00:00:30Z";
const closes = "2031-01-27T17:01:00Z";

async function openOne(): Promise<string> {
  await saveSchedule(scene.ada, { ...monthlyRule, revision: 0 });
  await setClock(opens);
  await openDueCycles();
  const [open] = await rowsOf<{ id: string }>("select id from cycles where org_id = $1 and state = 'open'", [
    scene.made.orgId,
  ]);
  return open!.id;
}

const endDuo = (name: string, day: string | null) =>
  database.arrange("update duos set ended_on = $1 where id = $2", [day, scene.made.duos[name]]);
const endPerson = (name: string, day: string | null) =>
  database.arrange("update people set ended_on = $1 where id = $2", [day, scene.made.people[name]!.id]);

const answer = (name: string, cycleId: string, duo = "first") =>
  submitResponse(
    viewerOf(scene.made, name),
    { cycleId, duoId: scene.made.duos[duo]! },
    { revision: 0, promiseVersion, answers: evenAnswers(4), key: randomUUID() },
  );

const enrolled = (cycleId: string) =>
  rowsOf(
    `select d.display_name as name, e.closed, (e.left_at at time zone 'UTC')::date::text as left
     from duo_cycles e join duos d on d.id = e.duo_id where e.cycle_id = $1 order by d.id = $2 desc`,
    [cycleId, scene.made.duos.first],
  );
const published = async (cycleId: string) =>
  (
    await rowsOf<{ id: string }>("select duo_id as id from published_duos where cycle_id = $1", [cycleId])
  ).map(({ id }) => id);

/** Rows that a statement gives to a person, or the SQLSTATE and constraint of its refusal. */
const asPerson = (name: string, statement: string) =>
  withViewer(viewerOf(scene.made, name), async (tx) => (await tx.execute(sql.raw(statement))).rows).catch(
    ({ code, constraint }: { code?: string; constraint?: string }) => constraint ?? code,
  );

describe("a duo", () => {
  test("is asked until its day, and from then on by no survey, before any job has run", async () => {
    const cycleId = await openOne();
    await endDuo("first", "2031-01-10");
    await setClock(theDayBefore);
    expect(await answer("Ian", cycleId)).toMatchObject({ kind: "submitted" });
    await setClock(theDay);
    expect(await answer("Mia", cycleId)).not.toMatchObject({ kind: "submitted" });
    const { first, second } = scene.made.duos;
    const writable = `select is_writable_duo('${cycleId}', '${first}') as ended, is_writable_duo('${cycleId}', '${second}') as other,
      (select array_agg(w.duo_id) from writable_duos() w) as all`;
    expect(await asPerson("Mia", writable)).toEqual([{ ended: false, other: true, all: [second] }]);
  });

  test("leaves the open cycle on its day and is not published", async () => {
    const cycleId = await openOne();
    await answer("Ian", cycleId);
    await answer("Mia", cycleId);
    await endDuo("first", "2031-01-10");
    await setClock(theDayBefore);
    await closeDueCycles();
    expect(await enrolled(cycleId)).toMatchObject([{ left: null }, { left: null }]);
    await setClock(theDay);
    await closeDueCycles();
    const left = [
      { closed: true, left: "2031-01-10" },
      { closed: false, left: null },
    ];
    expect(await enrolled(cycleId)).toMatchObject(left);
    await setClock("2031-01-11T00:00:30Z");
    await closeDueCycles();
    expect(await enrolled(cycleId)).toMatchObject(left);
    await setClock(closes);
    await closeDueCycles();
    await publishClosedCycles();
    expect(await published(cycleId)).toEqual([scene.made.duos.second]);
  });

  test("has left where an admin closes the cycle before the job came by", async () => {
    const cycleId = await openOne();
    await endDuo("first", "2031-01-10");
    await setClock(theDay);
    await scene.signInAgain();
    await closeCycle(scene.ada, { cycleId });
    expect(await enrolled(cycleId)).toMatchObject([{ left: "2031-01-10" }, { left: null }]);
  });

  test("stays in a cycle that had closed before its day, however late the job is", async () => {
    const cycleId = await openOne();
    await endDuo("first", "2031-01-28");
    await setClock("2031-01-28T03:00:00Z");
    await closeDueCycles();
    expect(await enrolled(cycleId)).toMatchObject([{ left: null }, { left: null }]);
  });
});

test("an end that was set ahead has its line on its day, once, and one that has a line already no other", async () => {
  const { duos, people, orgId } = scene.made;
  const lines = () =>
    rowsOf(
      "select action, subject_id as id, actor_id as by from audit_log where org_id = $1 and action in ('duo.ended', 'person.ended') order by action",
      [orgId],
    );
  await setClock(theDayBefore);
  await endDuo("first", "2031-01-10");
  await endPerson("Vera", "2031-01-10");
  await endDuo("second", "2031-01-09");
  await database.arrange(
    "insert into audit_log (org_id, id, actor_id, action, area, subject_id) values ($1, gen_random_uuid(), $2, 'duo.ended', 'program', $3)",
    [orgId, scene.ada.personId, duos.second],
  );
  await closeDueCycles();
  const byHand = { action: "duo.ended", id: duos.second, by: scene.ada.personId };
  expect(await lines()).toEqual([byHand]);
  await setClock(theDay);
  await closeDueCycles();
  await closeDueCycles();
  expect(await lines()).toHaveLength(3);
  expect(await lines()).toEqual(
    expect.arrayContaining([
      byHand,
      { action: "duo.ended", id: duos.first, by: null },
      { action: "person.ended", id: people.Vera!.id, by: null },
    ]),
  );
  // The line of an end that is long over is not missed.
  await database.arrange("delete from audit_log where action in ('duo.ended', 'person.ended')");
  await setClock("2031-01-20T00:00:30Z");
  await closeDueCycles();
  expect(await lines()).toEqual([]);
});

describe("a person", () => {
  const grantOf = (name: string, by: string) =>
    `insert into role_grants (org_id, id, person_id, role) values ('${scene.made.orgId}', gen_random_uuid(), '${scene.made.people[name]!.id}', '${by}')`;
  const standing = (name: string) =>
    rowsOf("select role from role_grants where person_id = $1 and revoked_at is null", [
      scene.made.people[name]!.id,
    ]);
  const lines = () =>
    rowsOf(
      "select subject_id as id, actor_id as by, detail from audit_log where org_id = $1 and action = 'role.revoked'",
      [scene.made.orgId],
    );
  /** As the roster does it, which writes a person whole. */
  async function endSet(by: string, name: string, day: string) {
    const [person] = await rowsOf(
      `select id, external_id as "externalId", name, given_name as "givenName", email, language, time_zone as "timeZone", $2::text as "endedOn"
       from people where id = $1`,
      [scene.made.people[name]!.id, day],
    );
    return asPerson(by, `select * from write_roster_people('[${JSON.stringify(person)}]')`);
  }

  test("who leads reads nothing from their day on, is not named as a reader, and gets nothing back later", async () => {
    const cycleId = await openOne();
    await setClock(closes);
    await closeDueCycles();
    await publishClosedCycles();
    await endPerson("Vera", "2031-01-28");
    const read = `select (select count(*)::int from published_duos where cycle_id = '${cycleId}') as rows, viewer_units() is not null as leads`;
    const readers = "select name from leaders_of_own_duos() where ended_at is null";
    expect(await asPerson("Vera", read)).toEqual([{ rows: 2, leads: true }]);
    expect(await asPerson("Ian", readers)).toEqual([{ name: "Vera Example" }]);
    await setClock("2031-01-28T00:00:30Z");
    expect(await asPerson("Vera", read)).toEqual([{ rows: 0, leads: false }]);
    expect(await asPerson("Ian", readers)).toEqual([]);
    await closeDueCycles();
    await closeDueCycles();
    expect(await lines()).toEqual([
      {
        id: scene.made.people.Vera!.id,
        by: null,
        detail: { role: "leader", unit: scene.made.units.Company },
      },
    ]);
    await endPerson("Vera", null);
    expect(await asPerson("Vera", read)).toEqual([{ rows: 0, leads: false }]);
  });

  test("who is an admin writes nothing from their day on, and loses the role where another one stays", async () => {
    await asPerson("Ada", grantOf("Tom", "admin"));
    await endPerson("Tom", "2031-01-10");
    await setClock(theDayBefore);
    expect(await asPerson("Tom", grantOf("Mia", "reviewer"))).toEqual([]);
    await setClock(theDay);
    expect(await asPerson("Tom", grantOf("Ian", "reviewer"))).toBe("42501");
    expect(await asPerson("Tom", "select * from roster_people()")).toBe("42501");
    await closeDueCycles();
    expect(await standing("Tom")).toEqual([]);
    expect(await lines()).toMatchObject([{ id: scene.made.people.Tom!.id, by: null }]);
    // Of the last one the role stays stored, so that the job goes on; it counts no more.
    await endPerson("Ada", "2031-01-10");
    await closeDueCycles();
    expect(await standing("Ada")).toEqual([{ role: "admin" }]);
    expect(await asPerson("Ada", "select viewer_is('admin') as is")).toEqual([{ is: false }]);
  });

  test("who is an admin gets no end where no other one stays after it", async () => {
    const refused = "role_grants_one_admin_stays";
    expect(await endSet("Ada", "Ada", "2031-03-01")).toBe(refused);
    await asPerson("Ada", grantOf("Tom", "admin"));
    expect(await endSet("Ada", "Tom", "2031-03-01")).toEqual([]);
    expect(await endSet("Tom", "Ada", "2031-04-01")).toBe(refused);
    const revoke = `update role_grants set revoked_at = app_now() where role = 'admin' and person_id = '${scene.made.people.Ada!.id}'`;
    expect(await asPerson("Tom", revoke)).toBe(refused);
    // A later day takes nobody away.
    expect(await endSet("Ada", "Tom", "2031-05-01")).toEqual([]);
    await asPerson("Ada", grantOf("Mia", "admin"));
    expect(await endSet("Tom", "Ada", "2031-04-01")).toEqual([]);
  });
});
