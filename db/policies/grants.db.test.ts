import { beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "@/testkit/scenes/policies";
import { everybody, stage } from "@/testkit/scenes/stage";

const on = stage();
const roles = ["app", "auth", "publisher", "worker"] as const;

type Columns = Partial<Record<string, string>>;
const insertInto = (table: string, row: Columns) =>
  `insert into ${table} (${Object.keys(row).join(", ")}) values (${Object.values(row).join(", ")})`;
const org = () => `'${on.scene.org}'`;
const person = (actor: Actor) => `'${on.scene.people[actor]}'`;

describe("role grants", () => {
  const grant = (to: Actor, role: string, more: Columns = {}) =>
    insertInto("role_grants", {
      org_id: org(),
      id: "gen_random_uuid()",
      person_id: person(to),
      role: `'${role}'`,
      ...(role === "leader" && { unit_id: `'${on.scene.units.root}'` }),
      ...more,
    });

  test.each(["leader", "reviewer", "admin", "member"])("nobody grants themselves %s", async (role) => {
    for (const actor of everybody.filter((one) => one !== "stranger" && one !== "nobody")) {
      for (const more of [{}, { granted_by: person(actor) }]) {
        const outcome = await on.attempt("app", actor, grant(actor, role, more));
        expect([actor, more, outcome]).toEqual([actor, more, "42501"]);
      }
    }
  });

  test("only an admin grants, in their own name and now, as the database writes it", async () => {
    for (const actor of everybody.filter((one) => one !== "admin")) {
      expect([actor, await on.attempt("app", actor, grant("ic", "leader"))]).toEqual([actor, "42501"]);
    }
    const made =
      "select 1 from role_grants where granted_by = $admin and granted_at = app_now() and revoked_at is null";
    expect(
      await on.attempt("app", "admin", grant("vp", "reviewer"), made.replace("$admin", person("admin"))),
    ).toBe(1);
  });

  test.each<[string, Columns]>([
    ["backdated", { granted_at: "now() - interval '60 days'" }],
    ["postdated", { granted_at: "now() + interval '60 days'" }],
    ["in another's name", { granted_by: "(select id from people limit 1)" }],
    ["already revoked", { revoked_at: "now()" }],
  ])("no grant is written %s", async (_, more) => {
    for (const by of [{}, { granted_by: person("admin") }]) {
      expect(await on.attempt("app", "admin", grant("ic", "leader", { ...by, ...more }))).toBe("42501");
    }
  });

  test("other roles grant nothing", async () => {
    for (const role of ["auth", "publisher", "worker"] as const) {
      expect([role, await on.attempt(role, "admin", grant("ic", "leader"))]).toEqual([role, "42501"]);
    }
  });

  test("a grant is not deleted or turned into another", async () => {
    for (const change of [
      "role = 'admin'",
      `person_id = ${person("ic")}`,
      "unit_id = null",
      "granted_at = now()",
    ]) {
      expect([change, await on.attempt("app", "admin", `update role_grants set ${change}`)]).toEqual([
        change,
        "42501",
      ]);
    }
    expect(await on.attempt("app", "admin", "delete from role_grants")).toBe("42501");
  });
});

describe("mail and jobs", () => {
  const mail = (kind: string, more: Columns = {}) =>
    insertInto("outbox", {
      org_id: org(),
      id: "gen_random_uuid()",
      kind: `'${kind}'`,
      key: `concat_ws(':', '${kind}', gen_random_uuid())`,
      person_id: person("ic"),
      payload: "'{}'",
      ...more,
    });

  test("each role queues its own kind of mail, due now", async () => {
    const may: Record<string, readonly string[]> = {
      "sign-in": ["auth"],
      "cycle-published": ["publisher"],
      // By functions and triggers, which know to whom they may be written.
      "cycle-opened": [],
      "address-change": [],
      reminder: [],
      nudge: [],
      "partner-replaced": [],
      "new-partner": [],
      "duo-ended": [],
      "role-granted": [],
      "new-reader": [],
    };
    for (const [kind, by] of Object.entries(may)) {
      const more = kind === "reminder" || kind === "nudge" ? { day: "current_date" } : {};
      for (const role of roles) {
        const outcome = await on.attempt(role, "admin", mail(kind, more));
        expect([role, kind, outcome]).toEqual([role, kind, by.includes(role) ? 1 : "42501"]);
      }
    }
    for (const more of [{ due_at: "now() + interval '1 day'" }, { org_id: `'${on.scene.otherOrg}'` }]) {
      expect(await on.attempt("publisher", "admin", mail("cycle-published", more))).toBe("42501");
    }
  });

  test("no role writes by itself that somebody has answered", async () => {
    for (const kind of ["partner-answered", "reveal-ready"]) {
      for (const actor of everybody) {
        expect([kind, actor, await on.attempt("app", actor, mail(kind))]).toEqual([kind, actor, "42501"]);
      }
      for (const role of ["auth", "publisher", "worker"] as const) {
        expect(await on.attempt(role, "manager", mail(kind))).toBe("42501");
      }
    }
  });

  test("an admin reads how mail fares, not what it says or who was told of an answer", async () => {
    // The scene's own mail, about an address that waits.
    await on.arrange("delete from outbox");
    const kinds = ["cycle-opened", "reminder", "partner-answered", "reveal-ready", "sign-in"];
    for (const kind of kinds) {
      const day = kind === "reminder" ? { day: "current_date" } : {};
      await on.arrange(mail(kind, day));
    }
    expect(await on.seenBy("select kind from outbox")).toEqual({
      admin: ["cycle-opened", "reminder"],
      // Mails to oneself.
      ic: [...kinds].sort(),
    });
    expect(await on.attempt("app", "admin", "select payload from outbox")).toBe("42501");
    // Who also reads duos as a leader would learn from a reminder which of the two is missing, from an invitation that was
    // given up who declined.
    const leads = `insert into role_grants (org_id, id, person_id, role, unit_id) values (${org()}, gen_random_uuid(), ${person("admin")}, 'leader', '${on.scene.units.a}')`;
    await on.arrange(leads);
    expect((await on.seenBy("select kind from outbox")).admin).toBeUndefined();
    await on.arrange(`delete from role_grants where person_id = ${person("admin")} and role = 'leader'`);
    await on.arrange("delete from outbox");
  });

  const job = (name: string, organization: string) =>
    `select graphile_worker.twofold_enqueue('${name}', '${organization}', '${on.scene.cycle}')`;

  test("a job is added for one's own organization, under a known name", async () => {
    for (const role of ["app", "publisher"] as const) {
      expect(await on.attempt(role, "admin", job("publish-cycle", on.scene.org))).toBe(1);
      expect(await on.attempt(role, "admin", job("publish-cycle", on.scene.otherOrg))).toBe("42501");
      expect(await on.attempt(role, "admin", job("drop-everything", on.scene.org))).toBe("22023");
    }
    expect(await on.attempt("worker", "admin", job("publish-cycle", on.scene.otherOrg))).toBe("42501");
  });

  test("signing in, which has no organization yet, may only send mail", async () => {
    expect(await on.attempt("auth", "admin", job("send-mail", on.scene.otherOrg))).toBe(1);
    expect(await on.attempt("auth", "admin", job("publish-cycle", on.scene.org))).toBe("42501");
  });
});

describe("of other people", () => {
  beforeAll(async () => {
    await on.arrange("update duos set ic_grade = 4, manager_grade = 6");
    await on.arrange("update duo_cycles set grade_gap = 2");
    const { org, cycle, duos, people } = on.scene;
    await on.arrange(
      `insert into trust_consents (org_id, cycle_id, duo_id, person_id) values ('${org}', '${cycle}', '${duos.watched}', '${people.manager}')`,
    );
  });

  test.each([
    ["an address", "select email from people"],
    ["an identity", "select user_id from people"],
    ["an identity", "select external_id from people"],
    ["a zone", "select time_zone from people"],
    ["a grade", "select ic_grade from duos"],
    ["a grade", "select manager_grade from duos"],
    ["a grade, by its distance from one's own", "select grade_gap from duo_cycles"],
    ["a whole row", "select p from people p"],
    ["a whole row", "select d from duos d"],
    ["a whole row", "select d from duo_cycles d"],
  ])("the app reads nobody's %s", async (_, query) => {
    for (const actor of everybody) {
      expect([actor, await on.attempt("app", actor, query)]).toEqual([actor, "42501"]);
    }
  });

  test("a partner's name is read, and a person changes their own language and zone", async () => {
    const { people } = on.scene;
    expect(await on.attempt("app", "ic", `select name from people where id = '${people.manager}'`)).toBe(1);
    expect(await on.attempt("app", "ic", "select name from people")).toBe(2);
  });

  test("one partner's consent alone is nobody else's to read, also not by its effect", async () => {
    expect(await on.seenBy("select person_id from trust_consents")).toEqual({
      manager: [on.scene.people.manager],
    });
    for (const actor of everybody) {
      expect([actor, await on.attempt("app", actor, "select * from shared_trust()")]).toEqual([actor, 0]);
    }
    const { cycle, duos } = on.scene;
    await on.setFinal(true, true);
    const consent = `select share_trust('${cycle}', '${duos.watched}')`;
    // A consent whose transaction may still be rolled back does not count.
    expect(await on.attempt("app", "ic", consent, "select * from shared_trust()")).toBe(0);
    expect(await on.attempt("app", "ic", consent, "select 1 from trust_consents")).toBe(1);
    await on.setFinal(false, false);
  });
});
