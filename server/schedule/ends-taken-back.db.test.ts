import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { scheduledCycles } from "@/testkit/scenes/scheduled-cycles";
import { openCycle } from "../cycles";
import { closeDueCycles } from "../jobs/close-cycles";
import { changeRoster } from "../roster/by-hand";

/** An end that is taken back on its day or later: what the day has brought came first, whether a job had run or not. */
const scene = scheduledCycles();
const { rowsOf, setClock } = scene;
const day = "2031-01-10";
const theDay = "2031-01-10T00:00:30Z";

const open: pg.Client[] = [];
afterEach(async () => {
  for (const client of open.splice(0)) await client.end();
});

async function session(url: string, personId = ""): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  open.push(client);
  await client.connect();
  await client.query("begin");
  await client.query(
    "select set_config('twofold.org_id', $1, true), set_config('twofold.person_id', $2, true)",
    [scene.made.orgId, personId],
  );
  return client;
}
const admin = () => session(scene.database.urls.app, scene.ada.personId);

const kindOf = (name: string) =>
  name in scene.made.units ? "unit" : name in scene.made.duos ? "duo" : "person";
const idOf = (name: string) => scene.made.units[name] ?? scene.made.duos[name] ?? scene.made.people[name]!.id;
const rowColumns = {
  unit: ["units", `external_id as "externalId", parent_id as "parentId", name, platform, lineage`],
  person: [
    "people",
    `external_id as "externalId", name, given_name as "givenName", email, language, time_zone as "timeZone"`,
  ],
  duo: [
    "duos",
    `display_name as "displayName", pair_type as "pairType", unit_id as "unitId", ic_person_id as "icId", manager_person_id as "managerId",
     line_manager as "lineManager", started_on::text as "startedOn", paused`,
  ],
} as const;

/** Writes the row of a person, a unit or a duo by SQL, with another end. */
async function write(client: pg.Client, name: string, endedOn: string | null): Promise<void> {
  const [table, columns] = rowColumns[kindOf(name)];
  const [row] = await rowsOf(`select id, ${columns} from ${table} where id = $1`, [idOf(name)]);
  await client.query(`select from write_roster_${table}($1)`, [JSON.stringify([{ ...row, endedOn }])]);
}

async function byHand(name: string, cells: Record<string, string>): Promise<void> {
  const wanted = { kind: kindOf(name), id: idOf(name), cells };
  const { fingerprint } = await changeRoster(scene.ada, { ...wanted, seen: "" });
  expect(await changeRoster(scene.ada, { ...wanted, seen: fingerprint })).toMatchObject({ done: true });
}

const lines = async () =>
  (
    await rowsOf<{ said: string }>(
      `select concat_ws(' ', l.action, p.given_name, l.detail ->> 'role', case when l.actor_id is null then 'by nobody' end) as said
       from audit_log l left join people p on p.id = l.subject_id
       where l.org_id = $1 and l.action ~ '^(person|duo|role)[.](ended|resumed|revoked)' order by 1`,
      [scene.made.orgId],
    )
  ).map(({ said }) => said);
const grants = () =>
  rowsOf("select role from role_grants where person_id = $1 and revoked_at is null", [
    scene.made.people.Vera!.id,
  ]);
const happened = ["person.ended Vera by nobody", "person.resumed Vera", "role.revoked Vera leader by nobody"];

beforeEach(async () => {
  await byHand("Vera", { ended_on: day });
});

test("by the form, before the job: the role does not come back, and the log says what happened", async () => {
  await setClock(theDay);
  await scene.signInAgain();
  await byHand("Vera", { ended_on: "" });
  expect([await grants(), await lines()]).toEqual([[], happened]);
  await closeDueCycles();
  expect([await grants(), await lines()]).toEqual([[], happened]);
});

test("by SQL, before the job: likewise, with a day that is to come too, and with the person's duos", async () => {
  await byHand("Ian", { ended_on: day });
  await setClock(theDay);
  const ada = await admin();
  await write(ada, "Vera", "2031-02-01");
  await write(ada, "Ian", null);
  await ada.query("commit");
  // The duo, which nobody wrote, is over.
  await closeDueCycles();
  expect(await grants()).toEqual([]);
  const all = [...happened, "duo.ended by nobody", "person.ended Ian by nobody", "person.resumed Ian"].sort();
  expect(await lines()).toEqual(all);
});

const ways = ["by the form", "by SQL"] as const;
async function takeBack(name: string, way: (typeof ways)[number]): Promise<void> {
  await scene.signInAgain();
  if (way === "by the form") return byHand(name, { ended_on: "" });
  const ada = await admin();
  await write(ada, name, null);
  await ada.query("commit");
}

test.each(ways)(
  "of a duo, %s, before the job: it has left the open cycle, and has ended in the log",
  async (way) => {
    await openCycle(scene.ada, { closesLocal: "2031-01-20T18:00", timeZone: "UTC", sharingMode: "scoped" });
    await byHand("first", { ended_on: day });
    await setClock(theDay);
    await takeBack("first", way);
    await closeDueCycles();
    const said = (await lines()).filter((line) => line.startsWith("duo"));
    expect(said).toEqual(["duo.ended by nobody", "duo.resumed"]);
    const ofFirst = [scene.made.duos.first];
    expect(await rowsOf("select ended_on, own_ended_on from duos where id = $1", ofFirst)).toEqual([
      { ended_on: null, own_ended_on: null },
    ]);
    expect(await rowsOf("select closed from duo_cycles where duo_id = $1", ofFirst)).toEqual([
      { closed: true },
    ]);
  },
);

/** A unit below the company’s, which Vera leads alone. */
async function addTeam(): Promise<string> {
  const { orgId, units, people } = scene.made;
  const [team] = await rowsOf<{ id: string }>(
    `insert into units (org_id, id, parent_id, name, platform, lineage) select $1, t, $2, 'Team', false, array[$2::uuid, t]
     from gen_random_uuid() t returning id`,
    [orgId, units.Company],
  );
  units.Team = team!.id;
  await scene.database.arrange("update role_grants set unit_id = $1 where person_id = $2", [
    team!.id,
    people.Vera!.id,
  ]);
  return team!.id;
}

test.each(ways)("of a unit, %s, before the job: its leader does not lead it again", async (way) => {
  await addTeam();
  await byHand("Vera", { ended_on: "" });
  await byHand("Team", { ended_on: day });
  await setClock(theDay);
  await takeBack("Team", way);
  await closeDueCycles();
  expect([await grants(), await lines()]).toEqual([[], ["role.revoked Vera leader by nobody"]]);
});

test("a job that waits for it finds nothing left to do, and one that comes first is not undone", async () => {
  await setClock(theDay);
  const [ada, job] = [await admin(), await session(scene.database.urls.publisher)];
  await write(ada, "Vera", null);
  const carriedOut = job.query("select carry_out_ends()");
  const waits =
    "select from pg_locks l join pg_stat_activity a using (pid) where not l.granted and a.datname = current_database()";
  await expect.poll(async () => (await rowsOf(waits)).length).toBeGreaterThan(0);
  await ada.query("commit");
  await carriedOut;
  await job.query("commit");
  expect([await grants(), await lines()]).toEqual([[], happened]);
});

test("an end that has come and is moved to another day that has come is the same end", async () => {
  await setClock(theDay);
  await closeDueCycles();
  await setClock("2031-01-12T00:00:30Z");
  const ada = await admin();
  await write(ada, "Vera", "2031-01-12");
  await ada.query("commit");
  await closeDueCycles();
  expect(await lines()).toEqual([happened[0], happened[2]]);
});

test("an end and a return of one transaction have one time: the job knows which was the last", async () => {
  await setClock(theDay);
  await closeDueCycles();
  await setClock("2031-01-11T00:00:30Z");
  const ada = await admin();
  await write(ada, "Vera", null);
  await write(ada, "Vera", "2031-01-11");
  await ada.query("commit");
  await setClock("2031-01-12T00:00:30Z");
  const later = await admin();
  await write(later, "Vera", "2031-01-12");
  await later.query("commit");
  await closeDueCycles();
  const said = ["person.ended Vera", happened[0], "person.resumed Vera", happened[2]];
  expect(await lines()).toEqual(said);
  // The other way round the person goes on, and an end that comes afterwards has its line.
  const last = await admin();
  for (const endedOn of [null, "2031-01-12", null, "2031-01-13"]) await write(last, "Vera", endedOn);
  await last.query("commit");
  await setClock("2031-01-13T00:00:30Z");
  await closeDueCycles();
  expect(await lines()).toEqual(
    [...said, "person.ended Vera", happened[0], "person.resumed Vera", "person.resumed Vera"].sort(),
  );
});

test.each([
  ["Vera", "person.ended Vera by nobody"],
  ["first", "duo.ended by nobody"],
])(
  "what was ended and went on again in one transaction, twice, has the line of the third end: %s",
  async (name, said) => {
    for (let times = 0; times < 2; times += 1) {
      const both = await admin();
      for (const endedOn of ["2031-01-02", null]) await write(both, name, endedOn);
      await both.query("commit");
    }
    const ada = await admin();
    await write(ada, name, "2031-01-03");
    await ada.query("commit");
    await setClock("2031-01-03T00:00:30Z");
    await closeDueCycles();
    expect((await lines()).filter((line) => line === said)).toHaveLength(1);
  },
);

test("an end of a unit that is taken back before it is committed takes no role, and one that has come does", async () => {
  await byHand("Vera", { ended_on: "" });
  const team = await addTeam();
  await byHand("Team", { ended_on: day });
  const tried = async (...days: (string | null)[]) => {
    const ada = await admin();
    for (const endedOn of days) await write(ada, "Team", endedOn);
    await ada.query("commit");
    await closeDueCycles();
    return [(await grants()).length, await lines()];
  };
  await setClock("2031-01-09T00:00:30Z");
  expect(await tried("2031-01-09", "2031-01-08", null)).toEqual([1, []]);
  expect(await tried("2031-01-10")).toEqual([1, []]);
  await setClock(theDay);
  expect(await tried("2031-01-09", null)).toEqual([0, ["role.revoked Vera leader by nobody"]]);
  expect(await rowsOf("select ended_on from units where id = $1", [team])).toEqual([{ ended_on: null }]);
});

test("two runs of the job at once write each line once", async () => {
  // Of somebody without a role: nothing but the lines is to be written.
  await byHand("Vera", { ended_on: "" });
  await byHand("Tom", { ended_on: day });
  await setClock(theDay);
  const jobs = [await session(scene.database.urls.publisher), await session(scene.database.urls.publisher)];
  await jobs[0]!.query("select carry_out_ends()");
  const second = jobs[1]!.query("select carry_out_ends()");
  const waits =
    "select from pg_locks l join pg_stat_activity a using (pid) where not l.granted and a.datname = current_database()";
  await expect.poll(async () => (await rowsOf(waits)).length).toBeGreaterThan(0);
  await jobs[0]!.query("commit");
  await second;
  await jobs[1]!.query("commit");
  expect((await lines()).filter((line) => line.startsWith("person.ended Tom"))).toEqual([
    "person.ended Tom by nobody",
  ]);
});

test("a line by nobody comes with a day alone: a deed of somebody has their name", async () => {
  const ada = await admin();
  const forged = ada.query(
    "insert into audit_log (org_id, id, actor_id, action, area) values ($1, gen_random_uuid(), null, 'person.ended', 'program')",
    [scene.made.orgId],
  );
  await expect(forged).rejects.toMatchObject({ code: "42501" });
});
