import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { withViewer } from "@/db/client";
import type { Viewer } from "@/lib/domain/permissions";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization, type MadeOrganization } from "@/testkit/factories/organization";
import { viewerOf } from "@/testkit/factories/viewer";
import { contradictedEnds } from "@/testkit/scenes/ended-roster";
import { closeDueCycles } from "../jobs/close-cycles";
import { changeRoster } from "../roster/by-hand";
import { loadRosterForm, loadRosterList } from "../roster/lists";

/** A duo has an end of its own beside those of its people and its unit, and has it again when those are taken back. */
const database = freshDatabase();
const setClock = (day: string) =>
  database.arrange("update installation set clock_offset = $1::timestamptz - now()", [`${day}T00:00:30Z`]);
const [today, soon, later, start] = ["2031-01-06", "2031-01-10", "2031-01-15", "2031-02-09"];

let made: MadeOrganization;
async function ada(): Promise<Viewer> {
  const { rows } = await database.admin.query<{ now: Date }>("select app_now() as now");
  return viewerOf(made, "Ada", { isAdmin: true, signedInAt: rows[0]!.now });
}

beforeEach(async () => {
  await setClock(today);
  made = await createOrganization(database.admin, {
    units: { Acme: {}, Core: { parent: "Acme" } },
    people: { Ada: { admin: true }, Ian: {}, Mia: {} },
    duos: { first: { ic: "Ian", manager: "Mia", unit: "Core" } },
    cycle: { closesInDays: 30 },
  });
});

const idOf = (name: string) => made.units[name] ?? made.duos[name] ?? made.people[name]!.id;
const kindOf = (name: string) => (name in made.units ? "unit" : name in made.duos ? "duo" : "person");
const wanted = (name: string, cells: Record<string, string>) => ({
  kind: kindOf(name),
  id: idOf(name),
  cells,
});

/** Looks, and does what was shown; gives what was said of duos, or what stood in its way. */
async function change(name: string, cells: Record<string, string>): Promise<string[]> {
  const viewer = await ada();
  const shown = await changeRoster(viewer, { ...wanted(name, cells), seen: "" });
  if (shown.problems.length > 0) return shown.problems.map(({ code }) => code);
  const { items, done } = await changeRoster(viewer, { ...wanted(name, cells), seen: shown.fingerprint });
  expect(done).toBe(true);
  expect(await contradictedEnds(database, made.orgId)).toEqual([]);
  return items
    .filter(({ kind }) => kind === "duo")
    .map(({ action, reason, neverBegins, staysPaused, changes = [] }) =>
      [
        action,
        reason,
        ...changes.map((one) => `${one.field} ${one.before}→${one.after}`),
        neverBegins && "never",
        staysPaused && "paused",
      ]
        .filter(Boolean)
        .join(" "),
    );
}
const end = (name: string, day: string) => change(name, { ended_on: day });

const duo = async () =>
  (
    await database.admin.query<{ starts: string; own: string | null; ends: string | null }>(
      "select started_on::text as starts, own_ended_on::text as own, ended_on::text as ends from duos where id = $1",
      [made.duos.first],
    )
  ).rows[0];
const lines = async () =>
  (
    await database.admin.query<{ said: string }>(
      "select concat_ws(' ', action, detail ->> 'what') as said from audit_log where org_id = $1 and subject_id = $2 order by at, action",
      [made.orgId, made.duos.first],
    )
  ).rows.map(({ said }) => said);

describe("by the form, whose list names the duo with both days at every step", () => {
  test("an own end ahead comes back when an earlier one of a partner is taken back", async () => {
    expect(await end("first", later)).toEqual([`change endedOn →${later}`]);
    expect(await end("Ian", soon)).toEqual([`change person-ends endedOn ${later}→${soon}`]);
    expect(await duo()).toMatchObject({ own: later, ends: soon });
    expect(await end("Ian", "")).toEqual([`change person-stays endedOn ${soon}→${later}`]);
    expect(await duo()).toMatchObject({ own: later, ends: later });
    expect(await end("first", "")).toEqual([`change endedOn ${later}→`]);
    expect(await lines()).toEqual(Array(4).fill("duo.changed ended_on"));
  });

  test("an own end that changes nothing yet is said and kept", async () => {
    await end("Ian", soon);
    expect(await end("first", later)).toEqual([`change person-ends ownEndedOn →${later}`]);
    expect(await duo()).toMatchObject({ own: later, ends: soon });
    expect(await lines()).toEqual(["duo.changed ended_on", "duo.changed own_ended_on"]);
    const { cells, ends } = await loadRosterForm(await ada(), { kind: "duos", id: idOf("first") });
    expect([cells.ended_on, ends]).toEqual([later, { withOthers: soon, startsLater: null }]);
    expect(await end("Ian", "")).toEqual([`change person-stays endedOn ${soon}→${later}`]);
  });

  test.each([
    ["the person's before the unit's", ["Ian", "Core"], ["", `change unit-stays endedOn ${soon}→`]],
    ["the unit's before the person's", ["Core", "Ian"], ["", `change person-stays endedOn ${soon}→`]],
  ])("ends of a person and the unit, %s", async (_, names, said) => {
    await end("Ian", soon);
    expect(await end("Core", soon)).toEqual([]);
    for (const [at, name] of names.entries()) expect(await end(name, "")).toEqual([said[at]].filter(Boolean));
    expect(await duo()).toMatchObject({ own: null, ends: null });
  });

  test("a duo that ends with its unit by now takes other changes, and no longer end", async () => {
    await end("Ian", soon);
    await end("Core", later);
    expect(await end("Ian", "")).toEqual([`change person-stays endedOn ${soon}→${later}`]);
    expect(await change("first", { team_size: "4" })).toEqual(["change teamSize →4"]);
    expect(await end("Core", soon)).toEqual(["unit-has-duos"]);
    expect(await end("first", "2031-03-01")).toEqual(["unit-ended"]);
    expect(await end("first", soon)).toEqual([`change endedOn ${later}→${soon}`]);
    expect(await end("first", "")).toEqual(["unit-ended"]);
    expect(await end("Core", "2031-01-12")).toEqual([]);
    expect(await end("Core", "")).toEqual([]);
    expect(await end("first", "")).toEqual([`change endedOn ${soon}→`]);
  });
});

describe("a duo that has not begun", () => {
  beforeEach(async () => {
    await database.arrange("delete from duo_cycle_sides");
    await database.arrange("delete from duo_cycles");
    await database.arrange("update duos set started_on = $1 where id = $2", [start, idOf("first")]);
  });
  const state = async (wanted: "current" | "ended" = "current") =>
    (await loadRosterList(await ada(), { kind: "duos" }, { state: wanted })).lines;

  test("keeps its start where a partner's end comes first, says that it never begins, and begins when it is taken back", async () => {
    expect(await end("Ian", soon)).toEqual([`change person-ends endedOn →${soon} never`]);
    expect(await duo()).toEqual({ starts: start, own: null, ends: soon });
    expect(await state()).toMatchObject([{ startedOn: start, endedOn: soon }]);
    const { ends } = await loadRosterForm(await ada(), { kind: "duos", id: idOf("first") });
    expect(ends).toEqual({ withOthers: soon, startsLater: start });
    expect(await end("Ian", "")).toEqual([`change person-stays endedOn ${soon}→`]);
    expect(await duo()).toEqual({ starts: start, own: null, ends: null });
  });

  test("is taken back before it begins by an end of its own, and let go on again", async () => {
    expect(await end("first", today)).toEqual([`end line endedOn →${today} never`]);
    expect(await duo()).toEqual({ starts: start, own: today, ends: today });
    expect(await end("first", "")).toEqual([`resume endedOn ${today}→`]);
    expect(await end("first", soon)).toEqual(["ends-before-start"]);
    expect(await change("first", { started_on: later, ended_on: today })).toEqual(["ends-before-start"]);
    expect(await duo()).toEqual({ starts: start, own: null, ends: null });
  });

  test("is over from that day on, and comes back by its own end alone, with its start", async () => {
    await end("Ian", soon);
    await setClock(soon);
    await closeDueCycles();
    expect(await duo()).toEqual({ starts: start, own: soon, ends: soon });
    expect(await state("ended")).toMatchObject([{ startedOn: start, endedOn: soon }]);
    expect(await end("Ian", "")).toEqual([]);
    expect(await change("first", { team_size: "4" })).toEqual(["change teamSize →4"]);
    expect(await end("first", "")).toEqual([`resume endedOn ${soon}→`]);
    expect(await duo()).toEqual({ starts: start, own: null, ends: null });
    expect((await lines()).filter((line) => /ended$|resumed/.test(line))).toEqual([
      "duo.ended",
      "duo.resumed",
    ]);
  });
});

describe("what is over already", () => {
  test.each(["Ian", "first", "Core"])("does not end again on a day that has come: %s", async (name) => {
    if (name === "Core") await end("first", today);
    await end(name, today);
    await setClock(later);
    await closeDueCycles();
    for (const day of [soon, later, "2031-01-01"]) expect(await end(name, day)).toEqual(["over-already"]);
    await end(name, "2031-01-16");
    const table = { person: "people", unit: "units", duo: "duos" }[kindOf(name)];
    const { rows } = await database.admin.query(`select ended_on::text as day from ${table} where id = $1`, [
      idOf(name),
    ]);
    expect(rows).toEqual([{ day: "2031-01-16" }]);
  });

  test("is neither paused nor given another partner by a page from before, and says that it stays paused", async () => {
    await change("first", { paused: "yes" });
    await end("first", today);
    await closeDueCycles();
    expect(await change("first", { paused: "no" })).toEqual(["duo-over"]);
    const { cells } = await loadRosterForm(await ada(), { kind: "duos", id: idOf("first") });
    for (const [column, typed] of [
      ["ic_id", "nobody-yet"],
      ["manager_id", "nobody-yet"],
    ] as const) {
      const started = { [column]: cells[column]! };
      const asked = { ...wanted("first", { [column]: typed }), started, seen: "" };
      expect((await changeRoster(await ada(), asked)).problems.map(({ code }) => code)).toEqual(["duo-over"]);
    }
    expect(await lines()).toEqual(["duo.paused", "duo.ended"]);
    expect(await end("first", "")).toEqual([`resume endedOn ${today}→ paused`]);
  });

  test("is its own end, also where the day of another one brought it and no job came by", async () => {
    await end("Ian", soon);
    await setClock(soon);
    await withViewer(await ada(), (tx) =>
      tx.execute(
        sql.raw(
          `select write_roster_people((select jsonb_agg(jsonb_build_object('id', id, 'externalId', external_id, 'name', name, 'givenName', given_name,
             'email', email, 'language', language, 'timeZone', time_zone, 'endedOn', null)) from roster_people() where id = '${idOf("Ian")}'))`,
        ),
      ),
    );
    const { cells, isOver } = await loadRosterForm(await ada(), { kind: "duos", id: idOf("first") });
    expect([cells.ended_on, isOver]).toEqual([soon, true]);
    expect(await end("first", "")).toEqual([`resume endedOn ${soon}→`]);
    expect((await lines()).slice(1)).toEqual(["duo.ended", "duo.resumed"]);
  });
});
