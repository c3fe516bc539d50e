import { beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "@/testkit/scenes/policies";
import { attackers, everybody, stage } from "@/testkit/scenes/stage";

const on = stage();

type Noted = {
  duo?: "watched" | "led" | "other";
  cycle?: "published" | "cycle";
  day?: string;
  kind?: string;
};

const noting = ({ duo = "watched", cycle = "published", day = "2025-02-01", kind = "coach" }: Noted = {}) =>
  `insert into noted_actions (org_id, duo_id, done_on, kind, cycle_id) values ('${on.scene.org}', '${on.scene.duos[duo]}', '${day}', '${kind}', '${on.scene[cycle]}')`;
const takingBack = "delete from noted_actions";
const ofWatched: readonly Actor[] = ["vp", "directorA", "leaderInDuo"];

/** One action for the watched duo, noted by directorA so many hours ago. */
const noted = (hours: number) =>
  on.arrange(
    `insert into noted_actions (org_id, duo_id, done_on, kind, cycle_id, noted_by, noted_at) values ('${on.scene.org}', '${on.scene.duos.watched}', '2025-02-01', 'talked', '${on.scene.published}', '${on.scene.people.directorA}', now() - interval '${hours} hours')`,
  );

const ending = (day: string) =>
  on.arrange(
    `update duos set ended_on = ${day} where id in ('${on.scene.duos.watched}', '${on.scene.duos.led}')`,
  );

beforeEach(async () => {
  await on.arrange("delete from noted_actions");
  await on.arrange("update cycles set promise_version = '3'");
  await ending("null");
  await on.arrange("update role_grants set revoked_at = null");
});

describe("noting what was done for a duo", () => {
  test("is open to the leaders who read its row, and to nobody else", async () => {
    for (const actor of everybody) {
      const may = ofWatched.includes(actor);
      expect([actor, await on.attempt("app", actor, noting())]).toEqual([actor, may ? 1 : "42501"]);
    }
  });

  test("is closed to a leader who is one of the two, and open to the next level up", async () => {
    expect(await on.attempt("app", "leaderInDuo", noting({ duo: "led" }))).toBe("42501");
    expect(await on.attempt("app", "directorA", noting({ duo: "led" }))).toBe(1);
  });

  test("ends with the right to read the row", async () => {
    await on.arrange(
      `update role_grants set revoked_at = now() where person_id = '${on.scene.people.directorA}'`,
    );
    expect(await on.attempt("app", "directorA", noting())).toBe("42501");
  });

  test("ends with the duo", async () => {
    await ending("today() + 1");
    expect(await on.attempt("app", "vp", noting())).toBe(1);
    await ending("today()");
    expect(await on.attempt("app", "vp", noting())).toBe("42501");
  });

  test("begins with the first cycle whose promise names it", async () => {
    for (const [version, outcome] of [
      ["1", "42501"],
      ["2", "42501"],
      ["3", 1],
      ["4", 1],
    ] as const) {
      await on.arrange(`update cycles set promise_version = '${version}'`);
      expect([version, await on.attempt("app", "vp", noting())]).toEqual([version, outcome]);
    }
  });

  test("needs a published row: an open cycle has none, and a withdrawn one takes no action", async () => {
    expect(await on.attempt("app", "vp", noting({ cycle: "cycle" }))).toBe("42501");
    await on.arrange(
      `update cycles set state = 'withdrawn', withdrawn_at = now(), withdrawn_reason = 'A wrong roster.' where id = '${on.scene.published}'`,
    );
    expect(await on.attempt("app", "vp", noting())).toBe("42501");
    await on.arrange(
      `update cycles set state = 'published', withdrawn_at = null, withdrawn_reason = null where id = '${on.scene.published}'`,
    );
  });

  test("takes a day from the opening of the cycle to today", async () => {
    expect(await on.attempt("app", "vp", noting({ day: "2024-12-31" }))).toBe("42501");
    expect(await on.attempt("app", "vp", noting({ day: "2025-01-01" }))).toBe(1);
    const later = noting().replace("'2025-02-01'", "(now() + interval '3 days')::date");
    expect(await on.attempt("app", "vp", later)).toBe("42501");
  });

  test("names its author and its time by itself, and takes known kinds alone, for anybody", async () => {
    const { org, duos, published, people } = on.scene;
    for (const [column, value] of [
      ["noted_by", `'${people.directorA}'`],
      ["noted_at", "now()"],
    ]) {
      const forged = `insert into noted_actions (org_id, duo_id, done_on, kind, cycle_id, ${column}) values ('${org}', '${duos.watched}', '2025-02-01', 'coach', '${published}', ${value})`;
      expect([column, await on.attempt("app", "vp", forged)]).toEqual([column, "42501"]);
    }
    expect(await on.attempt("app", "vp", noting({ kind: "fired" }))).toBe("23514");
    expect(await on.attempt("administrator", "vp", noting({ kind: "fired" }))).toBe("23514");
  });

  test("asks for it until the statement ends, also to take it back", async () => {
    const then = (actor: Actor) =>
      ` returning set_config('twofold.person_id', '${on.scene.people[actor]}', true)`;
    for (const [actor, outcome] of [
      ["vp", 1],
      ["directorA", "42501"],
      ["ic", "42501"],
    ] as const) {
      expect([actor, await on.attempt("app", "vp", noting() + then(actor))]).toEqual([actor, outcome]);
      const back = await on.attempt("app", "vp", noting(), takingBack + then(actor));
      expect([actor, back]).toEqual([actor, outcome]);
    }
    const line = `select 1 from audit_log where action = 'action.noted' and actor_id = '${on.scene.people.vp}' and at = app_now()`;
    expect(await on.attempt("app", "vp", noting() + then("vp"), line)).toBe(1);
  });

  test("of the same for the same day is one action, also by two leaders", async () => {
    expect(await on.attempt("app", "vp", noting(), noting())).toBe("23505");
    expect(await on.attempt("app", "vp", noting(), noting({ kind: "talked" }))).toBe(1);
  });
});

describe("the end of a duo", () => {
  const ended = () =>
    `select 1 from ended_duos(array['${on.scene.duos.watched}', '${on.scene.duos.led}']::uuid[])`;

  test("is told to the leaders who read a row of it, never to one who is one of the two", async () => {
    await ending("today()");
    const seen = Object.entries(await on.seenBy(ended())).map(([actor, rows]) => [actor, rows.length]);
    expect(Object.fromEntries(seen)).toEqual({ vp: 2, directorA: 2, leaderInDuo: 1 });
    // Where the duo was put since counts for nothing: its row stands where it was.
    const put = (unit: string) =>
      on.arrange(`update duos set unit_id = '${unit}' where id = '${on.scene.duos.watched}'`);
    await put(on.scene.units.b);
    expect(Object.keys(await on.seenBy(ended())).sort()).toEqual(["directorA", "leaderInDuo", "vp"]);
    await put(on.scene.units.a);
  });

  test("is told once it is there, and of a cycle whose rows leaders read", async () => {
    await ending("today() + 1");
    expect(await on.attempt("app", "vp", ended())).toBe(0);
    await ending("today()");
    await on.arrange(
      `update cycles set state = 'withdrawn', withdrawn_at = now(), withdrawn_reason = 'A wrong roster.' where id = '${on.scene.published}'`,
    );
    expect(await on.attempt("app", "vp", ended())).toBe(0);
    await on.arrange(
      `update cycles set state = 'published', withdrawn_at = null, withdrawn_reason = null where id = '${on.scene.published}'`,
    );
  });
});

describe("a noted action", () => {
  test("is seen at once by the two partners and by the leaders who read the row, and by nobody else", async () => {
    await noted(0);
    expect(Object.keys(await on.seenBy("select kind from noted_actions")).sort()).toEqual(
      ["directorA", "ic", "leaderInDuo", "manager", "vp"].sort(),
    );
    for (const role of attackers.filter((one) => one !== "app" && one !== "administrator")) {
      expect([role, await on.attempt(role, "vp", "select 1 from noted_actions")]).toEqual([role, "42501"]);
    }
  });

  test("tells its author to nobody; the author knows their own", async () => {
    await noted(0);
    for (const actor of everybody) {
      expect(await on.attempt("app", actor, "select noted_by from noted_actions")).toBe("42501");
      const sorted = "select 1 from noted_actions order by noted_by";
      expect(await on.attempt("app", actor, sorted)).toBe("42501");
    }
    const own = [{ day: "2025-02-01", kind: "talked" }];
    const asked = "select to_char(done_on, 'YYYY-MM-DD') as day, kind from own_noted_actions()";
    expect(await on.as("directorA", asked)).toEqual(own);
    expect(await on.as("vp", asked)).toEqual([]);
    const owner = ["set local role twofold_owner", "select 1 from noted_actions"];
    expect(await on.attempt("administrator", "directorA", ...owner)).toBe(1);
    expect(await on.attempt("administrator", "vp", ...owner)).toBe(0);
  });

  test("is taken back by its author for a day, and by nobody else", async () => {
    await noted(23);
    for (const actor of everybody) {
      const removed = await on.attempt("app", actor, takingBack);
      expect([actor, removed]).toEqual([actor, actor === "directorA" ? 1 : 0]);
    }
    await on.arrange(takingBack);
    await noted(25);
    expect(await on.attempt("app", "directorA", takingBack)).toBe(0);
  });

  test("is taken back by who reads that row now alone, also from the day of their end on, and with another role", async () => {
    const { people, units } = on.scene;
    const directorA = `person_id = '${people.directorA}'`;
    await noted(0);
    const ends = (day: string) =>
      on.arrange(`update people set ended_on = ${day} where id = '${people.directorA}'`);
    await ends("today() + 1");
    expect(await on.attempt("app", "directorA", takingBack)).toBe(1);
    await ends("today()");
    expect(await on.attempt("app", "directorA", takingBack)).toBe(0);
    await ends("null");
    await on.arrange(`update role_grants set unit_id = '${units.b}' where ${directorA} and role = 'leader'`);
    expect(await on.attempt("app", "directorA", takingBack)).toBe(0);
    await on.arrange(`update role_grants set unit_id = '${units.a}' where ${directorA} and role = 'leader'`);
    expect(await on.attempt("app", "directorA", takingBack)).toBe(1);
  });

  test("has its line of the log, as what is taken back has, in its author's name", async () => {
    const { duos, published, people } = on.scene;
    const line = (action: string, detail: object) =>
      `select 1 from audit_log where action = '${action}' and area = 'reading' and at = app_now() and subject_id = '${duos.watched}'
        and actor_id = '${people.directorA}' and detail = '${JSON.stringify(detail)}'`;
    const said = { kind: "coach", on: "2025-02-01" };
    const one = line("action.noted", { cycle: published, ...said });
    expect(await on.attempt("app", "directorA", noting(), one)).toBe(1);
    const other = line("action.taken-back", said);
    expect(await on.attempt("app", "directorA", noting(), takingBack, other)).toBe(1);
    // Nobody writes either without the deed.
    for (const action of ["action.noted", "action.taken-back"]) {
      const forged = `insert into audit_log (org_id, id, action, area) values ('${on.scene.org}', gen_random_uuid(), '${action}', 'reading')`;
      expect([action, await on.attempt("app", "directorA", forged)]).toEqual([action, "42501"]);
    }
  });

  test("is never changed", async () => {
    await noted(0);
    for (const change of ["kind = 'coach'", "done_on = '2025-01-05'", "noted_at = now()"]) {
      expect(await on.attempt("app", "directorA", `update noted_actions set ${change}`)).toBe("42501");
    }
  });
});
