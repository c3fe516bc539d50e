import { sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { withViewer } from "@/db/client";
import type { Viewer } from "@/lib/domain/permissions";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization, type MadeOrganization } from "@/testkit/factories/organization";
import { viewerOf } from "@/testkit/factories/viewer";
import { contradictedEnds } from "@/testkit/scenes/ended-roster";
import { closeDueCycles } from "../jobs/close-cycles";
import { changeRoster } from "../roster/by-hand";

/** Ends of units, people and duos that are to come: no day comes on which the roster takes no change. */
const database = freshDatabase();
const firstDay = Date.UTC(2031, 0, 6);
const dayAfter = (days: number) => new Date(firstDay + days * 86_400_000).toISOString().slice(0, 10);

let made: MadeOrganization;

const setDay = (days: number) =>
  database.arrange("update installation set clock_offset = $1::timestamptz - now()", [
    `${dayAfter(days)}T00:00:30Z`,
  ]);

async function ada(): Promise<Viewer> {
  const { rows } = await database.admin.query<{ now: Date }>("select app_now() as now");
  return viewerOf(made, "Ada", { isAdmin: true, signedInAt: rows[0]!.now });
}

async function arrangeOrganization(): Promise<void> {
  await setDay(0);
  made = await createOrganization(database.admin, {
    units: { Acme: {}, Eng: { parent: "Acme" }, Core: { parent: "Eng" }, Sales: { parent: "Acme" } },
    people: { Ada: { admin: true }, Lea: { leads: "Core" }, Ian: {}, Mia: {}, Tom: {}, Zoe: {} },
    duos: {
      first: { ic: "Ian", manager: "Mia", unit: "Core" },
      second: { ic: "Tom", manager: "Mia", unit: "Eng" },
      third: { ic: "Tom", manager: "Ian", unit: "Sales" },
    },
    cycle: { closesInDays: 30 },
  });
}
beforeEach(arrangeOrganization);

type Wanted = { kind: string; id?: string; cells: Record<string, string> };
/** What a form answers to a change: what is wrong with it, or what was done. */
async function change(wanted: Wanted): Promise<string[]> {
  const viewer = await ada();
  const shown = await changeRoster(viewer, { ...wanted, seen: "" });
  const codes = shown.problems.map(({ code }) => code).filter((code) => code !== "leader-of-ended-unit");
  if (codes.length > 0) return codes;
  if (shown.items.length === 0) return [];
  const { done, items } = await changeRoster(viewer, { ...wanted, seen: shown.fingerprint });
  expect(done).toBe(true);
  return items.map(({ kind, action, name }) => `${kind} ${action} ${name}`);
}

const idOf = (name: string) => made.units[name] ?? made.duos[name] ?? made.people[name]!.id;
const kindOf = (name: string) => (name in made.units ? "unit" : name in made.duos ? "duo" : "person");
const endOf = (name: string, day: string) =>
  change({ kind: kindOf(name), id: idOf(name), cells: { ended_on: day } });

/** Writes the row of a unit or a person by SQL, with something else; the constraint of a refusal. */
async function write(name: string, more: object): Promise<string | undefined> {
  const [table, columns] =
    kindOf(name) === "unit"
      ? ["units", `external_id as "externalId", parent_id as "parentId", name, platform, lineage`]
      : [
          "people",
          `external_id as "externalId", name, given_name as "givenName", email, language, time_zone as "timeZone"`,
        ];
  const { rows } = await database.admin.query(
    `select id, ended_on::text as "endedOn", ${columns} from ${table} where id = $1`,
    [idOf(name)],
  );
  const statement = `select * from write_roster_${table}('${JSON.stringify([{ ...rows[0], ...more }])}')`;
  return withViewer(await ada(), (tx) => tx.execute(sql.raw(statement)).then(() => undefined)).catch(
    ({ constraint }: { constraint?: string }) => constraint ?? "refused",
  );
}

describe("a unit's end that is to come", () => {
  test("is refused while units or duos go on in it, by the form and by SQL, and of the root always", async () => {
    expect(await endOf("Eng", dayAfter(3))).toEqual(["unit-has-units", "unit-has-duos"]);
    expect(await endOf("Sales", dayAfter(3))).toEqual(["unit-has-duos"]);
    expect(await write("Sales", { endedOn: dayAfter(3) })).toBe("units_end_empty");
    expect(await write("Eng", { endedOn: dayAfter(3) })).toBe("units_are_a_tree");
    expect(await write("Acme", { endedOn: dayAfter(3) })).toBe("units_are_a_tree");
    await endOf("third", dayAfter(4));
    expect(await endOf("Sales", dayAfter(3))).toEqual(["unit-has-duos"]);
    expect(await write("Sales", { endedOn: dayAfter(3) })).toBe("units_end_empty");
    expect(await endOf("Sales", dayAfter(4))).toEqual(["unit change Sales"]);
  });

  test("refuses what comes into it, or back in it, for longer, by the form and by SQL", async () => {
    await endOf("third", dayAfter(2));
    await endOf("Sales", dayAfter(2));
    expect(await endOf("third", "")).toEqual(["unit-ended"]);
    expect(await change({ kind: "duo", id: idOf("first"), cells: { unit: "Sales" } })).toEqual([
      "unit-ended",
    ]);
    expect(await change({ kind: "unit", cells: { unit: "Sales / New" } })).toEqual(["unit-ended"]);
    expect(
      await write("Core", { parentId: idOf("Sales"), lineage: ["Acme", "Sales", "Core"].map(idOf) }),
    ).toBe("units_are_a_tree");
    const { rows } = await database.admin.query(
      `select id, display_name as "displayName", pair_type as "pairType", ic_person_id as "icId", manager_person_id as "managerId",
         line_manager as "lineManager", started_on::text as "startedOn", paused from duos where id = $1`,
      [idOf("first")],
    );
    const moved = JSON.stringify([{ ...rows[0], unitId: idOf("Sales") }]);
    const move = withViewer(await ada(), (tx) => tx.execute(sql.raw(`select write_roster_duos('${moved}')`)));
    await expect(move).rejects.toMatchObject({ constraint: "units_end_empty" });
  });

  test("takes its leaders their role on its day", async () => {
    await endOf("first", dayAfter(1));
    await endOf("Core", dayAfter(1));
    await setDay(1);
    await closeDueCycles();
    const { rows } = await database.admin.query(
      "select subject_id as id, detail from audit_log where org_id = $1 and action = 'role.revoked'",
      [made.orgId],
    );
    expect(rows).toEqual([{ id: idOf("Lea"), detail: { role: "leader", unit: idOf("Core") } }]);
    expect(await change({ kind: "person", id: idOf("Zoe"), cells: { given_name: "Zo" } })).toEqual([
      "person change Zoe Example",
    ]);
  });
});

test("whatever ends were set ahead, on every day a change of somebody else is taken alone, and nothing goes on alone", async () => {
  const name = fc.constantFrom(
    "Ian",
    "Mia",
    "Tom",
    "Lea",
    "first",
    "second",
    "third",
    "Core",
    "Eng",
    "Sales",
    "Acme",
  );
  const set = fc.record({
    name,
    by: fc.constantFrom("form", "form", "sql"),
    in: fc.option(fc.integer({ min: 0, max: 5 }), { freq: 5 }),
    moves: fc.option(fc.constantFrom("Core", "Eng", "Sales"), { freq: 1 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(set, { maxLength: 5 }), { minLength: 6, maxLength: 6 }),
      async (days) => {
        await arrangeOrganization();
        for (const [today, sets] of days.entries()) {
          await setDay(today);
          await closeDueCycles();
          const given = today % 2 === 0 ? "Zo" : "Zoe";
          const plain = await change({ kind: "person", id: idOf("Zoe"), cells: { given_name: given } });
          expect(plain).toEqual(["person change Zoe Example"]);
          expect(await contradictedEnds(database, made.orgId)).toEqual([]);
          for (const one of sets) {
            const day = one.in === null ? "" : dayAfter(today + one.in);
            if (one.by === "sql" && kindOf(one.name) !== "duo")
              await write(one.name, { endedOn: day || null });
            else if (one.moves && kindOf(one.name) === "duo")
              await change({ kind: "duo", id: idOf(one.name), cells: { unit: one.moves, ended_on: day } });
            else await endOf(one.name, day);
            // The role of a leader whose unit SQL has ended leaves with the job.
            const alone = await contradictedEnds(database, made.orgId);
            expect(alone.filter((what) => !what.startsWith("leader"))).toEqual([]);
          }
        }
      },
    ),
    { numRuns: 8 },
  );
}, 120_000);
