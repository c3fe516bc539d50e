import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { type AuditArea, auditActions } from "@/lib/domain/audit";
import type { Actor } from "@/testkit/scenes/policies";
import { everybody, stage } from "@/testkit/scenes/stage";

const on = stage();
const roles = ["app", "auth", "publisher", "worker"] as const;

type Columns = Partial<Record<string, string>>;
const org = () => `'${on.scene.org}'`;
const person = (actor: Actor) => `'${on.scene.people[actor]}'`;

describe("the audit log", () => {
  const row = (more: Columns = {}) => {
    const columns = {
      org_id: org(),
      id: "gen_random_uuid()",
      action: "'duo.read'",
      area: "'reading'",
      ...more,
    };
    return `insert into audit_log (${Object.keys(columns)}) values (${Object.values(columns)})`;
  };

  test("time and actor are the database's", async () => {
    const mine = `select 1 from audit_log where at = app_now() and actor_id = ${person("reviewer")}`;
    const own = row({ action: "'own-data.exported'", area: "'access'" });
    expect(await on.attempt("app", "reviewer", own, mine)).toBe(1);
    for (const role of ["app", "auth", "publisher"] as const) {
      expect(await on.attempt(role, "vp", row({ actor_id: person("admin") }))).toBe("42501");
      for (const by of [{}, { actor_id: person("vp") }]) {
        const backdated = row({ ...by, at: "now() - interval '1 day'" });
        expect(await on.attempt(role, "vp", backdated)).toBe("42501");
      }
    }
  });

  test("a row is written for one's own organization, by sign-in about access alone", async () => {
    expect(await on.attempt("app", "vp", row({ org_id: `'${on.scene.otherOrg}'` }))).toBe("42501");
    expect(await on.attempt("publisher", "vp", row({ org_id: `'${on.scene.otherOrg}'` }))).toBe("42501");
    const opened = { action: "'session.opened'", area: "'access'" };
    expect(await on.attempt("auth", "vp", row())).toBe("42501");
    expect(await on.attempt("auth", "vp", row(opened))).toBe(1);
    expect(await on.attempt("auth", "vp", row({ ...opened, org_id: `'${on.scene.otherOrg}'` }))).toBe(
      "42501",
    );
    expect(await on.attempt("publisher", "vp", row({ action: "'cycle.published'", area: "'program'" }))).toBe(
      1,
    );
  });

  test("a row is written within ten minutes of its transaction's beginning", async () => {
    const write = row({ area: "'access'", action: "'session.opened'" });
    const [{ code }] = (
      await on.arrange("select pg_get_functiondef('audit_log_rightful()'::regprocedure) as code")
    ).rows as [{ code: string }];
    expect(code).toContain("interval '10 minutes'");
    expect(await on.attempt("administrator", "admin", write)).toBe(1);
    const atOnce = code.replace("10 minutes", "0 minutes");
    expect(await on.attempt("administrator", "admin", atOnce, write)).toBe("23514");
    // One that only its own statement makes late.
    const soon = code.replace("10 minutes", "100 milliseconds");
    const slow = `${write.replace(/values \((.*)\)$/, "select $1")} from pg_sleep(0.2)`;
    expect(await on.attempt("administrator", "admin", soon, slow)).toBe("23514");
  });

  test("an action is one of the list, in its own area", async () => {
    for (const [action, area] of Object.entries(auditActions)) {
      const written = row({ action: `'${action}'`, area: `'${area}'` });
      expect([action, await on.attempt("administrator", "admin", written)]).toEqual([action, 1]);
    }
    expect(await on.attempt("administrator", "admin", row({ action: "'duo.deleted'" }))).toBe("23514");
    expect(await on.attempt("administrator", "admin", row({ area: "'program'" }))).toBe("23514");
  });

  const leaders: readonly Actor[] = ["vp", "directorA", "directorB", "leaderInDuo"];

  test("nobody writes about what they may not do", async () => {
    const areas: Record<AuditArea, { example: string; writers: readonly Actor[] }> = {
      access: { example: "own-data.exported", writers: everybody },
      program: { example: "roster.changed", writers: [] },
      reading: { example: "duo.read", writers: leaders },
      export: { example: "roster.exported", writers: ["admin"] },
    };
    for (const [area, { example, writers }] of Object.entries(areas)) {
      for (const actor of everybody) {
        const org_id = actor === "stranger" ? `'${on.scene.otherOrg}'` : org();
        const written = row({ org_id, action: `'${example}'`, area: `'${area}'` });
        const outcome = await on.attempt("app", actor, written);
        expect([area, actor, outcome]).toEqual([area, actor, writers.includes(actor) ? 1 : "42501"]);
      }
    }
  });

  test("what a function or a trigger writes, nobody writes by themselves", async () => {
    // Rows that were given out: nothing in the database shows it. Services write these, before the first row is sent.
    const byServices = ["own-data.exported", "audit.exported", "roster.exported"];
    const written: string[] = [];
    for (const [action, area] of Object.entries(auditActions)) {
      const line = row({ action: `'${action}'`, area: `'${area}'` });
      if ((await on.attempt("app", "admin", line)) === 1) written.push(action);
    }
    expect(written.toSorted()).toEqual(byServices.toSorted());
  });

  test("what earlier releases wrote is still read, and nothing writes it any more", async () => {
    const former = row({ action: "'roster.changed'", area: "'program'" });
    const read = "select 1 from audit_log where action = 'roster.changed'";
    for (const reader of ["reviewer", "admin"] as const)
      expect(await on.attempt("administrator", reader, former, "set local role twofold_app", read)).toBe(1);
    for (const role of ["app", "auth", "worker"] as const)
      expect([role, await on.attempt(role, "admin", former)]).toEqual([role, "42501"]);
    const writers = await on.arrange("select proname from pg_proc where prosrc like '%roster.changed%'");
    expect(writers.rows).toEqual([]);
  });

  test("an export of the log is written by admins and reviewers alone, and one of results by leaders alone", async () => {
    const writers: Record<string, Actor[]> = { "audit.exported": [], "insights.exported": [] };
    for (const [action, of] of Object.entries(writers)) {
      for (const actor of everybody.filter((one) => one !== "stranger")) {
        const written = row({ action: `'${action}'`, area: "'export'" });
        if ((await on.attempt("app", actor, written)) === 1) of.push(actor);
      }
    }
    expect(writers).toEqual({ "audit.exported": ["admin", "reviewer"], "insights.exported": leaders });
  });

  test.each(roles)("no row is changed or removed as %s", async (role) => {
    for (const statement of [
      "update audit_log set at = now()",
      "update audit_log set actor_id = null",
      "delete from audit_log",
      "truncate audit_log",
    ]) {
      expect([statement, await on.attempt(role, "admin", statement)]).toEqual([statement, "42501"]);
    }
  });
});

test("a reviewer gets the names of the organization's people and duos, and nobody else gets one", async () => {
  const { org } = on.scene;
  const { rows } = await on.arrange(
    `select id || ' ' || name as line from people where org_id = '${org}' union all select id || ' ' || display_name from duos where org_id = '${org}'`,
  );
  const everyName = rows.map(({ line }) => line as string).sort();
  expect(everyName.length).toBeGreaterThan(5);
  expect(await on.seenBy("select id, name from audit_names()")).toEqual({ reviewer: everyName });
});

test("gives names and ids, and the tables behind them stay closed to the reviewer", async () => {
  const [row] = await on.as("reviewer", "select * from audit_names() limit 1");
  expect(Object.keys(row!)).toEqual(["id", "name"]);
  const own = on.scene.people.reviewer;
  expect(await on.as("reviewer", `select 1 from people where id <> '${own}'`)).toEqual([]);
  expect(await on.as("reviewer", "select 1 from duos")).toEqual([]);
  expect(await on.attempt("app", "reviewer", "select email from people")).toBe("42501");
});

test("ends with the role, leaves out who was erased, and is the app's alone", async () => {
  const { people } = on.scene;
  const names = `select 1 from audit_names() where id = '${people.ic}'`;
  const asReviewer = (...first: string[]) => on.attempt("administrator", "reviewer", ...first, names);
  expect(await asReviewer()).toBe(1);
  // Without the line of the ledger that a commit would demand.
  const erased = `update people set erased_at = app_now() where id = '${people.ic}'`;
  expect(await asReviewer("set local session_replication_role = replica", erased)).toBe(0);
  const revoked = `update role_grants set revoked_at = now() where person_id = '${people.reviewer}'`;
  expect(await asReviewer(revoked)).toBe(0);
  for (const role of ["auth", "publisher", "worker"] as const) {
    expect([role, await on.attempt(role, "reviewer", "select * from audit_names()")]).toEqual([
      role,
      "42501",
    ]);
  }
});

test("a reviewer who is a partner does not read that the other withdrew, or who noted what for their duo", async () => {
  const { org, people, duos } = on.scene;
  const grant = (person: string) =>
    on.arrange(
      `insert into role_grants (org_id, id, person_id, role) values ('${org}', '${randomUUID()}', '${person}', 'reviewer')`,
    );
  const log = (actor: string, action: string, [area, subject]: readonly [string, string]) =>
    on.arrange(
      `insert into audit_log (org_id, id, actor_id, action, area, subject_id) values ('${org}', '${randomUUID()}', '${actor}', '${action}', '${area}', '${subject}')`,
    );
  await grant(people.ic);
  await on.arrange("delete from audit_log");
  const { ic, manager, otherIc, directorA } = people;
  for (const person of [ic, manager, otherIc])
    await log(person, "answers.withdrawn", ["access", on.scene.cycle]);
  for (const duo of [duos.watched, duos.other]) {
    await log(directorA, "action.noted", ["reading", duo]);
    await log(directorA, "action.taken-back", ["reading", duo]);
    await log(directorA, "duo.read", ["reading", duo]);
  }
  await log(manager, "session.opened", ["access", manager]);
  const names = { [ic]: "ic", [manager]: "manager", [otherIc]: "otherIc", [directorA]: "directorA" };
  const places = { [duos.watched]: "own", [duos.other]: "other" };
  const readBy = async (actor: "ic" | "reviewer") =>
    (await on.as(actor, "select actor_id, action, subject_id from audit_log")).map((row) =>
      [names[row.actor_id!], row.action, places[row.subject_id!]].filter(Boolean).join(" "),
    );
  const all = await readBy("reviewer");
  expect(all).toHaveLength(10);
  expect((await readBy("ic")).sort()).toEqual(
    all
      .filter((line) => !["manager answers.withdrawn", "directorA action.noted own"].includes(line))
      .filter((line) => line !== "directorA action.taken-back own")
      .sort(),
  );
});

describe("the chain over the log", () => {
  const sealed = async (org = on.scene.org) => {
    await on.arrange("delete from audit_seals");
    await on.arrange("delete from audit_chains");
    const worker = await on.connection("worker");
    return (await worker.query("select seal_audit($1) as n", [org])).rows[0].n as number;
  };

  test("is written by its functions alone, and read by the worker", async () => {
    expect(await sealed()).toBeGreaterThan(0);
    for (const role of roles) {
      const seen = role === "worker" ? 1 : "42501";
      for (const table of ["audit_seals", "audit_chains"]) {
        const read = `select from ${table} limit 1`;
        expect([role, table, await on.attempt(role, "reviewer", read)]).toEqual([role, table, seen]);
        for (const write of [
          `insert into ${table} select * from ${table}`,
          `update ${table} set org_id = org_id`,
          `delete from ${table}`,
          `truncate ${table}`,
        ]) {
          expect([role, write, await on.attempt(role, "reviewer", write)]).toEqual([role, write, "42501"]);
        }
      }
      const calls = {
        [`seal_audit(${org()})`]: "worker",
        [`mark_audit_streamed(${org()}, 1)`]: "worker",
        [`note_audit_check(${org()}, now(), 0, null, null, null, null)`]: "worker",
      };
      for (const [call, caller] of Object.entries(calls)) {
        const outcome = await on.attempt(role, "reviewer", `select ${call}`);
        expect([role, call, outcome]).toEqual([role, call, role === caller ? 1 : "42501"]);
      }
    }
  });

  test("is told to reviewers of its organization, and to nobody else", async () => {
    await sealed();
    const told = await on.seenBy("select head from audit_chain_state()");
    const reviewers = Object.keys(told).filter((actor) => actor !== "ic");
    expect(reviewers).toEqual(["reviewer"]);
    await on.arrange(`update audit_chains set org_id = '${on.scene.otherOrg}'`);
    expect(await on.as("reviewer", "select * from audit_chain_state()")).toEqual([]);
  });

  test("is streamed forward, and as far as it is sealed", async () => {
    const count = await sealed();
    const worker = await on.connection("worker");
    const streamed = async (last: number) => {
      await worker.query("select mark_audit_streamed($1, $2)", [on.scene.org, last]);
      return Number((await on.arrange("select streamed from audit_chains")).rows[0].streamed);
    };
    expect(await streamed(count + 1)).toBe(0);
    expect(await streamed(count)).toBe(count);
    expect(await streamed(1)).toBe(count);
  });
});
