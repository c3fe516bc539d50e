import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { withViewer } from "@/db/client";
import { addDays } from "@/lib/domain/days";
import type { Viewer } from "@/lib/domain/permissions";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization, type MadeOrganization } from "@/testkit/factories/organization";
import { viewerOf } from "@/testkit/factories/viewer";
import { contradictedEnds } from "@/testkit/scenes/ended-roster";
import { changeRoster } from "../roster/by-hand";

/** Ends that are to come, of duos themselves, their people and their units, set and taken back in any order, by form and by SQL. */
const database = freshDatabase();
const today = "2031-01-06";
const names = ["Ian", "Mia", "Tom", "first", "second", "third", "coming", "Core", "Eng", "Sales"] as const;
type Name = (typeof names)[number];
type Step = { name: Name; in: number | null; by: "form" | "sql" };

let made: MadeOrganization;
let ada: Viewer;

async function arrangeOrganization(): Promise<void> {
  await database.arrange("update installation set clock_offset = $1::timestamptz - now()", [
    `${today}T00:00:30Z`,
  ]);
  made = await createOrganization(database.admin, {
    units: { Acme: {}, Eng: { parent: "Acme" }, Core: { parent: "Eng" }, Sales: { parent: "Acme" } },
    people: { Ada: { admin: true }, Ian: {}, Mia: {}, Tom: {}, Zoe: {} },
    duos: {
      first: { ic: "Ian", manager: "Mia", unit: "Core" },
      second: { ic: "Tom", manager: "Mia", unit: "Eng" },
      third: { ic: "Tom", manager: "Ian", unit: "Sales" },
      coming: { ic: "Ian", manager: "Zoe", unit: "Sales" },
    },
  });
  await database.arrange("update duos set started_on = $1 where id = $2", [
    addDays(today, 4),
    made.duos.coming,
  ]);
  ada = viewerOf(made, "Ada", { isAdmin: true, signedInAt: new Date(`${today}T00:00:00Z`) });
}

const kindOf = (name: Name) => (name in made.units ? "unit" : name in made.duos ? "duo" : "person");
const idOf = (name: Name) => made.units[name] ?? made.duos[name] ?? made.people[name]!.id;

type Duo = { id: string; starts: string; own: string; ends: string };
const stored = async () =>
  (
    await database.admin.query<Duo>(
      `select id, started_on::text as starts, coalesce(own_ended_on::text, '') as own, coalesce(ended_on::text, '') as ends
       from duos where org_id = $1 order by id`,
      [made.orgId],
    )
  ).rows;

/** What a form lists of duos, name by name, as "endedOn before→after"; undefined where it refuses. */
async function byForm(name: Name, day: string): Promise<Map<string, string[]> | undefined> {
  const wanted = { kind: kindOf(name), id: idOf(name), cells: { ended_on: day } };
  const shown = await changeRoster(ada, { ...wanted, seen: "" });
  if (shown.problems.length > 0) return undefined;
  if (shown.items.length > 0) {
    const { done } = await changeRoster(ada, { ...wanted, seen: shown.fingerprint });
    expect(done).toBe(true);
  }
  const duos = shown.items.filter(({ kind }) => kind === "duo");
  return new Map(
    duos.map(({ key, changes = [] }) => [
      key,
      changes.map((one) => `${one.field} ${one.before}→${one.after}`),
    ]),
  );
}

const rosterColumns = {
  unit: `write_roster_units((select jsonb_agg(jsonb_build_object('id', id, 'externalId', external_id, 'parentId', parent_id, 'name', name,
    'platform', platform, 'lineage', lineage, 'endedOn', $day$)) from units where id = $id$))`,
  person: `write_roster_people((select jsonb_agg(jsonb_build_object('id', id, 'externalId', external_id, 'name', name, 'givenName', given_name,
    'email', email, 'language', language, 'timeZone', time_zone, 'endedOn', $day$)) from roster_people() where id = $id$))`,
  duo: `write_roster_duos((select jsonb_agg(jsonb_build_object('id', id, 'externalId', external_id, 'displayName', display_name, 'icId', ic_id,
    'managerId', manager_id, 'unitId', unit_id, 'pairType', pair_type, 'lineManager', line_manager, 'startedOn', started_on, 'paused', paused,
    'endedOn', $day$)) from roster_duos() where id = $id$))`,
};
/** Whether a statement takes it. */
function bySql(name: Name, day: string): Promise<boolean> {
  const text = rosterColumns[kindOf(name)]
    .replace("$day$", day ? `'${day}'` : "null")
    .replace("$id$", `'${idOf(name)}'`);
  return withViewer(ada, (tx) => tx.execute(sql.raw(`select * from ${text}`))).then(
    () => true,
    ({ constraint }: { constraint?: string }) => {
      expect(["units_end_empty", "units_are_a_tree", "duos_end_after_start"]).toContain(constraint);
      return false;
    },
  );
}

/** Does a step; false where it is refused, as the other way would be. What the form lists is what changes, with both days. */
async function take({ name, in: days, by }: Step): Promise<boolean> {
  const day = days === null ? "" : addDays(today, days);
  const before = await stored();
  if (by === "sql") {
    const taken = await bySql(name, day);
    // The form finds nothing left to do, or refuses it too.
    const left = await byForm(name, day);
    expect([name, day, left?.size]).toEqual([name, day, taken ? 0 : undefined]);
    expect(await contradictedEnds(database, made.orgId)).toEqual([]);
    return taken;
  }
  const listed = await byForm(name, day);
  const after = await stored();
  const { rows } = await database.admin.query<{ id: string; key: string }>(
    `select d.id, i.external_id || ' & ' || m.external_id as key from duos d join people i on i.id = d.ic_person_id join people m on m.id = d.manager_person_id
     where d.org_id = $1`,
    [made.orgId],
  );
  const changed = after.flatMap((duo, at) => {
    const was = before[at]!;
    const ends = duo.ends !== was.ends ? [`endedOn ${was.ends}→${duo.ends}`] : [];
    const isSaid = duo.ends !== was.ends && duo.own === duo.ends;
    const own = duo.own !== was.own && !isSaid ? [`ownEndedOn ${was.own}→${duo.own}`] : [];
    const key = rows.find(({ id }) => id === duo.id)!.key;
    return ends.length + own.length > 0 ? [[key, [...ends, ...own]] as const] : [];
  });
  expect(listed ?? new Map()).toEqual(new Map(changed));
  expect(await contradictedEnds(database, made.orgId)).toEqual([]);
  if (!listed) expect(await bySql(name, day)).toBe(false);
  return listed !== undefined;
}

test("whatever is set, both ways take the same, lists name what changes, and when all is taken back everything is as at first", async () => {
  const step = fc.record({
    name: fc.constantFrom(...names),
    in: fc.option(fc.integer({ min: 1, max: 7 }), { freq: 4 }),
    by: fc.constantFrom("form" as const, "sql" as const),
  });
  const order = fc.shuffledSubarray([...names], { minLength: names.length });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 16 }), order, async (steps, backwards) => {
      await arrangeOrganization();
      const first = await stored();
      for (const one of steps) await take(one);
      expect((await stored()).map(({ starts }) => starts)).toEqual(first.map(({ starts }) => starts));
      // What is taken back too early, under a unit that still ends, is refused once and taken later.
      for (const by of ["form", "sql", "form"] as const)
        for (const name of backwards) await take({ name, in: null, by });
      expect(await stored()).toEqual(first);
    }),
    { numRuns: 4 },
  );
}, 120_000);
