import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { importStates } from "@/lib/domain/roster-imports";
import { attackers, everybody, stage } from "@/testkit/scenes/stage";
import { asWorker } from "../client";

const on = stage();
const others = everybody.filter((actor) => actor !== "admin");
const json = (value: unknown) => `'${JSON.stringify(value)}'::jsonb`;

describe("an import", () => {
  test("and its files are read by admins of the organization, and by nobody else", async () => {
    expect(await on.seenBy("select state from roster_imports")).toEqual({ admin: ["checked"] });
    expect(await on.seenBy("select name from roster_import_files")).toEqual({ admin: ["people.csv"] });
  });

  test("is begun by an admin in their own name, now and without a state", async () => {
    const begin = (columns: string, values: string) =>
      `insert into roster_imports (org_id, id, complete${columns}) values ('${on.scene.org}', gen_random_uuid(), false${values})`;
    expect(await on.attempt("app", "admin", begin("", ""))).toBe(1);
    for (const actor of others)
      expect([actor, await on.attempt("app", actor, begin("", ""))]).toEqual([actor, "42501"]);
    for (const [column, value] of [
      ["state", "'applied'"],
      ["created_by", `'${on.scene.people.vp}'`],
      ["created_at", "now()"],
      ["items", "'[]'"],
    ]) {
      expect([column, await on.attempt("app", "admin", begin(`, ${column}`, `, ${value}`))]).toEqual([
        column,
        "42501",
      ]);
    }
  });

  test("takes files while it receives them, from who began it", async () => {
    const id = randomUUID();
    const begin = `insert into roster_imports (org_id, id, complete) values ('${on.scene.org}', '${id}', false)`;
    const add = (to: string) =>
      `insert into roster_import_files (org_id, import_id, number, name, content) values ('${on.scene.org}', '${to}', 2, 'x', '\\x00')`;
    expect(await on.attempt("app", "admin", begin, add(id))).toBe(1);
    expect(await on.attempt("app", "admin", add(on.scene.rosterImport))).toBe("42501");
    for (const actor of others)
      expect([actor, await on.attempt("app", actor, add(id))]).toEqual([actor, "42501"]);
  });

  test("moves on by its function alone, along its ways", async () => {
    const legal = new Set([
      "receiving checking",
      "receiving discarded",
      "checking checking",
      "checking checked",
      "checking discarded",
      "checked checking",
      "checked applying",
      "checked discarded",
      "applying applying",
      "applying checked",
      "applying applied",
      "applying discarded",
    ]);
    const id = on.scene.rosterImport;
    for (const from of importStates) {
      const ended = from === "applied" || from === "discarded";
      await on.arrange(
        `update roster_imports set state = '${from}', finished_at = ${ended ? "now()" : "null"}, items = ${ended ? "null" : "'[]'"}, problems = ${ended ? "null" : "'[]'"} where id = '${id}'`,
      );
      for (const to of importStates) {
        const step = `select 1 where step_import('${id}', '${from}', '${to}', '{}')`;
        const outcome = await on.attempt("app", "admin", step);
        expect([from, to, outcome]).toEqual([from, to, legal.has(`${from} ${to}`) ? 1 : "23514"]);
      }
    }
    await on.arrange(
      `update roster_imports set state = 'checked', finished_at = null, items = '[]', problems = '[]' where id = '${id}'`,
    );
    for (const role of attackers.filter((one) => one !== "administrator")) {
      const direct = await on.attempt(
        role,
        "admin",
        `update roster_imports set state = 'applied' where id = '${id}'`,
      );
      expect([role, direct]).toEqual([role, "42501"]);
    }
    expect(
      await on.attempt("app", "admin", `select 1 where step_import('${id}', 'receiving', 'checking', '{}')`),
    ).toBe(0);
  });

  test("is moved on by whoever began it alone, ended by every admin, and its list is the check's", async () => {
    const id = on.scene.rosterImport;
    const begunBy = (who: "admin" | "vp") =>
      on.arrange(`update roster_imports set created_by = '${on.scene.people[who]}' where id = '${id}'`);
    const step = (from: string, to: string, facts = {}) =>
      `select 1 where step_import('${id}', '${from}', '${to}', ${json(facts)})`;
    await on.arrange("alter table roster_imports disable trigger roster_imports_transition");
    await begunBy("vp");
    for (const to of ["checking", "applying"])
      expect([to, await on.attempt("app", "admin", step("checked", to))]).toEqual([to, "42501"]);
    expect(await on.attempt("app", "admin", step("checked", "discarded"))).toBe(1);
    await begunBy("admin");
    await on.arrange("alter table roster_imports enable trigger roster_imports_transition");
    const summary = { lines: 1, kinds: [], counts: [], problems: [], errors: 0, tripped: [] };
    const forged = {
      items: [{ kind: "unit", action: "add", key: "f", name: "forged" }],
      problems: [{ code: "forged", file: 1, line: 1 }],
      fingerprint: "f".repeat(64),
      summary: { ...summary, problems: [{ code: "forged", count: 1 }] },
    };
    const told = (what: string) =>
      `select 1 from roster_imports where id = '${id}' and ${what}::text like '%f%r%'`;
    const checking = step("checked", "checking", forged);
    for (const what of ["items", "problems", "summary"])
      expect([what, await on.attempt("app", "admin", checking, told(what))]).toEqual([what, 0]);
    expect(
      await on.attempt("app", "admin", checking, step("checking", "checked", forged), told("items")),
    ).toBe(1);
  });

  test("takes its files and lists of people with it when it ends", async () => {
    const id = on.scene.rosterImport;
    const end = `select step_import('${id}', 'checked', 'discarded', '{}')`;
    const left = `select 1 from roster_import_files where import_id = '${id}'`;
    expect(await on.attempt("app", "admin", left)).toBe(1);
    expect(await on.attempt("app", "admin", end, left)).toBe(0);
    const held = `select 1 from roster_imports where id = '${id}' and items is null and problems is null and summary is not null`;
    expect(await on.attempt("app", "admin", end, held)).toBe(1);
    const keep = `update roster_imports set state = 'discarded', moved_at = app_now(), finished_at = app_now() where id = '${id}'`;
    expect(await on.attempt("administrator", "admin", keep)).toBe("23514");
  });

  test("that nobody went on with is discarded after a day, over all organizations", async () => {
    const discarded = () =>
      asWorker(async (tx) => (await tx.execute(sql`select discard_old_imports() as n`)).rows);
    expect(await discarded()).toEqual([{ n: 0 }]);
    const id = on.scene.rosterImport;
    await on.arrange(`update roster_imports set moved_at = now() - interval '25 hours' where id = '${id}'`);
    expect(await discarded()).toEqual([{ n: 1 }]);
    expect((await on.arrange(`select from roster_import_files where import_id = '${id}'`)).rowCount).toBe(0);
  });
});

describe("the functions of the roster", () => {
  const person = (id: string, more = {}) => ({
    id,
    externalId: id,
    name: "New",
    givenName: "New",
    email: `${id}@new.test`,
    pendingEmail: null,
    language: "en",
    timeZone: "",
    endedOn: null,
    ...more,
  });

  test("serve admins, and refuse everybody else", async () => {
    const calls = [
      "select * from roster_people()",
      "select * from roster_duos()",
      "select lock_roster()",
      "select write_roster_units('[]')",
      "select * from write_roster_people('[]')",
      "select write_roster_duos('[]')",
      `select step_import('${on.scene.rosterImport}', 'checked', 'discarded', '{}')`,
    ];
    for (const call of calls) {
      for (const actor of others)
        expect([call, actor, await on.attempt("app", actor, call)]).toEqual([call, actor, "42501"]);
      for (const role of ["auth", "publisher", "worker"] as const) {
        expect([call, role, await on.attempt(role, "admin", call)]).toEqual([call, role, "42501"]);
      }
    }
    expect(await on.attempt("app", "admin", "select * from roster_people()")).toBe(10);
    expect(await on.attempt("app", "admin", "select * from roster_duos()")).toBe(3);
  });

  test("reach no other organization, whatever ids they get", async () => {
    const { people, org } = on.scene;
    const taken = `select * from write_roster_people(${json([person(people.stranger)])})`;
    const mine = `select 1 from people where id = '${people.stranger}' and org_id = '${org}'`;
    expect(await on.attempt("app", "admin", taken, mine.replace("select 1", "select name"))).toBe(1);
    expect((await on.arrange(`select name from people where id = '${people.stranger}'`)).rows).toEqual([
      { name: "stranger" },
    ]);
  });

  test("write no tree that is none", async () => {
    const { a, b, root } = on.scene.units;
    const unit = (id: string, parentId: string | null, lineage: string[], endedOn: string | null = null) => ({
      id,
      externalId: null,
      parentId,
      name: "x",
      platform: false,
      lineage,
      endedOn,
    });
    const write = (...units: object[]) =>
      on.attempt("app", "admin", `select write_roster_units(${json(units)})`);
    expect(await write(unit(b, a, [root, a, b]))).toBe(1);
    expect(await write(unit(b, a, [root, b]))).toBe("23514");
    expect(await write(unit(a, b, [root, b, a]), unit(b, a, [root, a, b]))).toBe("23514");
    expect(await write(unit(root, null, [root], "2020-01-01"))).toBe("23514");
    // A second root.
    expect(await write(unit(randomUUID(), null, []))).toBe("23505");
  });

  test("keep a duo's two people, and no duo in a unit that ended", async () => {
    const { duos, people, units } = on.scene;
    const duo = (more = {}) => [
      {
        id: duos.watched,
        externalId: null,
        displayName: "watched",
        pairType: "other",
        unitId: units.a,
        icId: people.ic,
        managerId: people.manager,
        icGrade: 5,
        managerGrade: 6,
        lineManager: true,
        teamSize: 8,
        startedOn: "2025-01-01",
        endedOn: null,
        paused: false,
        ...more,
      },
    ];
    const write = (more = {}) => `select write_roster_duos(${json(duo(more))})`;
    expect(await on.attempt("app", "admin", write())).toBe(1);
    expect(await on.attempt("app", "admin", write({ managerId: people.vp }))).toBe("23514");
    // A cycle has asked it: it has begun.
    expect(await on.attempt("app", "admin", write({ startedOn: "2100-01-01" }))).toBe("23514");
    expect(await on.attempt("app", "admin", write({ startedOn: "2100-01-01", endedOn: "2026-01-01" }))).toBe(
      "23514",
    );
    const over = write({ endedOn: "2026-01-01" });
    expect(await on.attempt("app", "admin", over, write({ startedOn: "2100-01-01" }))).toBe("23514");
    expect(await on.attempt("app", "admin", over, write())).toBe(1);
    expect(await on.attempt("app", "admin", write({ startedOn: "2025-06-01" }))).toBe(1);
    const unasked = write({ id: randomUUID(), managerId: people.otherManager });
    const later = unasked.replace("2025-01-01", "2100-01-01");
    expect(await on.attempt("app", "admin", unasked, later)).toBe(1);
    expect(await on.attempt("app", "admin", write({ unitId: randomUUID() }))).toBe("23503");
    await on.arrange(`update units set ended_on = '2020-01-01' where id = '${units.b}'`);
    expect(await on.attempt("app", "admin", write({ unitId: units.b }))).toBe("23514");
    await on.arrange(`update units set ended_on = null where id = '${units.b}'`);
    const left = `select 1 from duo_cycles where duo_id = '${duos.watched}' and cycle_id = '${on.scene.cycle}' and closed and left_at = app_now()`;
    for (const ends of [{ paused: true }, { endedOn: "2026-01-01" }]) {
      expect(await on.attempt("app", "admin", write(ends), left)).toBe(1);
    }
    expect(await on.attempt("app", "admin", write({ endedOn: "2100-01-01" }), left)).toBe(0);
  });

  test("take every role from who ends", async () => {
    const { people } = on.scene;
    const kept = { email: `${people.directorA}@example.test`, endedOn: "2020-01-01" };
    const ends = `select * from write_roster_people(${json([person(people.directorA, kept)])})`;
    const roles = `select 1 from role_grants where person_id = '${people.directorA}' and revoked_at is null`;
    expect(await on.attempt("app", "admin", roles)).toBe(1);
    expect(await on.attempt("app", "admin", ends, roles)).toBe(0);
  });
});

describe("a new sign-in address", () => {
  test("is read and decided by its person alone, once", async () => {
    expect(await on.seenBy("select new_address from address_changes")).toEqual({ ic: ["new@example.test"] });
    const decide = `select 1 where decide_address_change('${on.scene.addressChange}', true)`;
    for (const actor of everybody) {
      expect([actor, await on.attempt("app", actor, decide)]).toEqual([actor, actor === "ic" ? 1 : 0]);
    }
    expect(await on.attempt("app", "ic", decide, decide)).toBe(0);
  });

  test("reaches the person by nothing but a confirmation of this moment", async () => {
    const { ic } = on.scene.people;
    await on.arrange(`insert into users (id, email) values ('${ic}', 'ic@users.test')`);
    await on.arrange(`update people set user_id = '${ic}' where id = '${ic}'`);
    const change = `update people set email = 'new@example.test' where id = '${ic}'`;
    const confirm = `update address_changes set state = 'confirmed', decided_at = app_now() where id = '${on.scene.addressChange}'`;
    expect(await on.attempt("administrator", "admin", change)).toBe("23514");
    expect(await on.attempt("administrator", "admin", confirm, change)).toBe(1);
    expect(await on.attempt("administrator", "admin", confirm, change.replace("new@", "other@"))).toBe(
      "23514",
    );
    expect(await on.attempt("administrator", "admin", confirm, confirm.replace("confirmed", "refused"))).toBe(
      "23514",
    );
    expect(
      await on.attempt("administrator", "admin", `update address_changes set new_address = 'x@y.test'`),
    ).toBe("23514");
  });
});
