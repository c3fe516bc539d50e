import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { everybody, stage } from "@/testkit/scenes/stage";
import { asAuth, asPublisher, asWorker, closePools } from "../client";

const on = stage();

describe("planned cycles", () => {
  test("everybody of the organization reads the dates that lie ahead, the admin all others too", async () => {
    const { org, people } = on.scene;
    await on.arrange(
      `insert into schedules (org_id, rhythm, first_day, opens_time, closes_time, days, time_zone, sharing_mode)
       values ('${org}', 'monthly', '2035-01-01', '09:00', '18:00', 21, 'UTC', 'scoped')`,
    );
    for (const [slot, state, reason] of [
      [0, "planned", "null"],
      [1, "skipped", "null"],
      [2, "missed", "'late'"],
      [3, "cancelled", "null"],
      [4, "replaced", "null"],
    ]) {
      await on.arrange(
        `insert into planned_cycles (org_id, id, slot, opens_local, closes_local, time_zone, opens_at, closes_at, state, reason)
         values ('${org}', '${randomUUID()}', ${slot}, '2035-01-01T09:00', '2035-01-21T18:00', 'UTC', '2035-01-01', '2035-01-21', '${state}', ${reason})`,
      );
    }
    const seen = await on.seenBy("select state from planned_cycles");
    const { admin, ...members } = seen;
    expect(admin).toEqual(["cancelled", "missed", "planned", "replaced", "skipped"]);
    expect(Object.keys(members).sort()).toEqual(
      Object.keys(people)
        .filter((actor) => !["admin", "stranger"].includes(actor))
        .sort(),
    );
    expect(new Set(Object.values(members).flat())).toEqual(new Set(["planned"]));
    expect(await on.attempt("app", "ic", "update planned_cycles set state = 'skipped'")).toBe(0);
    await on.arrange("delete from planned_cycles");
    await on.arrange("delete from schedules");
  });
});

describe("published rows", () => {
  test("duo rows: leaders with the unit in scope, and the two partners", async () => {
    expect(await on.seenBy("select display_name from published_duos")).toEqual({
      vp: ["led", "other", "watched"],
      directorA: ["led", "watched"],
      directorB: ["other"],
      leaderInDuo: ["led", "watched"],
      ic: ["watched"],
      manager: ["watched"],
      otherIc: ["led", "other"],
      otherManager: ["other"],
    });
  });

  test("counts of rows: leaders with the unit in scope", async () => {
    const { root, a, b } = on.scene.units;
    expect(await on.seenBy("select unit_id from published_unit_counts")).toEqual({
      vp: [root, a, b].sort(),
      directorA: [a],
      directorB: [b],
      leaderInDuo: [a],
    });
  });

  test("partner rows: the two, and nobody else", async () => {
    const query = `select 'x' from published_duo_partners where duo_id = '${on.scene.duos.watched}'`;
    expect(await on.seenBy(query)).toEqual({ ic: ["x"], manager: ["x"] });
  });

  test("masked cells: their readers, as long as they lead the unit", async () => {
    const { root, a, b } = on.scene.units;
    const query = "select unit_id from published_cells";
    expect(await on.seenBy(query)).toEqual({ vp: [root, a, b].sort(), directorA: [a] });
    const revoke = (at: string) =>
      on.arrange(
        `update role_grants set revoked_at = ${at} where person_id = '${on.scene.people.directorA}'`,
      );
    await revoke("now()");
    expect(await on.seenBy(query)).toEqual({ vp: [root, a, b].sort() });
    await revoke("null");
  });

  test("who may read a cell: each reader their own entries", async () => {
    const { root, a, b } = on.scene.units;
    expect(await on.seenBy("select unit_id from cell_readers")).toEqual({
      vp: [root, a, b].sort(),
      directorA: [a, b].sort(),
    });
  });

  test("the app can make nobody a reader", async () => {
    const { org, published, units, people } = on.scene;
    const entry = `insert into cell_readers (org_id, cycle_id, unit_id, measure, pair_type, person_id) values ('${org}', '${published}', '${units.a}', 'dimension:TRUST', 'all', '${people.leaderInDuo}')`;
    for (const actor of everybody) await expect(on.as(actor, entry)).rejects.toThrow("42501");
  });

  test.each([
    "published_duo_evidence",
    "person_scores",
    "published_constants",
    "published_links",
    "cell_unsafe_people",
  ])("%s is the publisher's alone, but for the scores of one's own answers", async (table) => {
    for (const actor of everybody) {
      // Who reads which of them is tested in own-data.
      if (table === "person_scores") continue;
      await expect(on.as(actor, `select * from ${table}`)).rejects.toThrow(/42501/);
    }
    const rows = await asPublisher(
      on.scene.org,
      async (tx) => (await tx.execute(sql.raw(`select 1 from ${table}`))).rows.length,
    );
    expect(rows).toBeGreaterThan(0);
    const elsewhere = await asPublisher(
      on.scene.otherOrg,
      async (tx) => (await tx.execute(sql.raw(`select 1 from ${table}`))).rows.length,
    );
    expect(elsewhere).toBe(0);
  });

  test.each([
    "publications",
    "published_duos",
    "published_duo_partners",
    "published_duo_evidence",
    "published_cells",
    "published_unit_counts",
    "cell_unsafe_people",
    "published_constants",
    "published_links",
    "published_drivers",
    "published_health",
    "person_scores",
    "audit_log",
  ])("%s cannot be changed or removed by any role of the product", async (table) => {
    const { rows } = await on.arrange(
      `select r as role, p as privilege from unnest(array['twofold_app', 'twofold_auth', 'twofold_publisher', 'twofold_worker']) r, unnest(array['UPDATE', 'DELETE', 'TRUNCATE']) p where has_table_privilege(r, '${table}', p) or (p = 'UPDATE' and has_any_column_privilege(r, '${table}', p))`,
    );
    expect(rows).toEqual([]);
  });

  test("readers of cells are never changed, and taken away by the publisher alone", async () => {
    const { rows } = await on.arrange(
      `select r as role, p as privilege from unnest(array['twofold_app', 'twofold_auth', 'twofold_publisher', 'twofold_worker']) r, unnest(array['UPDATE', 'DELETE', 'TRUNCATE']) p where has_table_privilege(r, 'cell_readers', p) or (p = 'UPDATE' and has_any_column_privilege(r, 'cell_readers', p))`,
    );
    expect(rows).toEqual([{ role: "twofold_publisher", privilege: "DELETE" }]);
  });

  test("of drivers nothing is written that the page does not show: names, and whole percent once one is named", async () => {
    const drivers = (standing: string, duos: number, explained: string, listed: object | null) =>
      on.attempt(
        "administrator",
        "nobody",
        `insert into published_drivers (org_id, cycle_id, unit_id, lineage, standing, duos, r_squared, weights) values ('${on.scene.org}', '${on.scene.cycle}', '${on.scene.units.root}', '{}', '${standing}', ${duos}, ${explained}, ${listed ? `'${JSON.stringify(listed)}'` : "null"})`,
      );
    const named = { dimension: "STRAT", percent: 31 };
    expect(await drivers("named", 200, "38", [named])).toBe(1);
    expect(await drivers("named", 200, "38.25", [{ ...named, percent: 31.4 }])).toBe("23514");
    expect(await drivers("named", 200, "38", [{ ...named, low: 0 }])).toBe("23514");
    expect(await drivers("named", 199, "38", [named])).toBe("23514");
    expect(await drivers("candidates", 100, "null", [{ dimension: "STRAT" }])).toBe(1);
    expect(await drivers("candidates", 100, "null", [named])).toBe("23514");
    expect(await drivers("candidates", 100, "38", [{ dimension: "STRAT" }])).toBe("23514");
    expect(await drivers("hidden", 99, "null", [{ dimension: "STRAT" }])).toBe("23514");
    const { rows } = await on.arrange(
      "select data_type from information_schema.columns where (table_name, column_name) = ('published_drivers', 'r_squared')",
    );
    expect(rows).toEqual([{ data_type: "smallint" }]);
  });

  test("how the survey works is the admin's alone, from 30 people on and in whole percent and hundredths", async () => {
    const health = (people: number, inTime: number, item: object) =>
      on.attempt(
        "administrator",
        "nobody",
        `insert into published_health (org_id, cycle_id, people, surveys, in_time, alpha, items) values ('${on.scene.org}', '${on.scene.cycle}', ${people}, 40, ${inTime}, 84, '[${JSON.stringify(item)}]')`,
      );
    const item = { code: "DQ1", n: 30, rest: 61 };
    expect(await health(29, 80, item)).toBe("23514");
    expect(await health(41, 80, item)).toBe("23514");
    expect(await health(30, 101, item)).toBe("23514");
    expect(await health(30, 80, { ...item, rest: 61.4 })).toBe("23514");
    expect(await health(30, 80, { ...item, n: 29 })).toBe("23514");
    expect(await health(30, 80, { ...item, mean: 4 })).toBe("23514");
    const anchors = (rows: readonly object[]) =>
      on.attempt(
        "administrator",
        "nobody",
        `insert into published_health (org_id, cycle_id, people, surveys, in_time, alpha, items, anchors, anchor_check) values ('${on.scene.org}', '${on.scene.cycle}', 30, 40, 80, 84, '[]', '[]', '${JSON.stringify({ since: 1, anchors: rows })}')`,
      );
    const anchor = { ...item, role: { points: 3, low: -2, high: 8 }, restThen: 58, drift: ["rest"] };
    expect(await anchors([{ ...anchor, n: 29 }])).toBe("23514");
    expect(await anchors([{ ...anchor, role: { points: 3.2, low: -2, high: 8 } }])).toBe("23514");
    expect(await anchors([{ ...anchor, restThen: 58.1 }])).toBe("23514");
    expect(await anchors([anchor, { ...anchor, n: 12, rest: null, role: null }])).toBe(1);
    await on.arrange(
      `insert into published_health (org_id, cycle_id, people, surveys, in_time, alpha, items) values ('${on.scene.org}', '${on.scene.cycle}', 30, 40, 80, 84, '[${JSON.stringify({ ...item, n: 29, rest: null })}]')`,
    );
    expect(await on.seenBy("select people from published_health")).toEqual({ admin: ["30"] });
    await on.arrange("delete from published_health");
  });

  test("a figure finer than the mask, below five duos or in a hidden cell, or Trust in a duo's bands cannot be written", async () => {
    const cell = (columns: string, values: string) =>
      on.arrange(
        `insert into published_cells (org_id, cycle_id, unit_id, lineage, measure, pair_type, ${columns}) values ('${on.scene.org}', '${on.scene.cycle}', '${on.scene.units.a}', '{}', '${randomUUID()}', 'all', ${values})`,
      );
    await expect(cell("visible, counted, value", "true, 19, 52")).rejects.toThrow(/published_cells_coarse/);
    await expect(cell("visible, counted, value, low, high", "true, 19, 50, 40, 60")).rejects.toThrow(
      /published_cells_coarse/,
    );
    await expect(cell("visible, counted, value", "true, 20, 9")).rejects.toThrow(/published_cells_coarse/);
    await expect(cell("visible, counted, value, low, high", "true, 20, 52, 45, 91")).rejects.toThrow(
      /published_cells_coarse/,
    );
    await expect(cell("visible, counted, verdict", "true, 20, 'above'")).rejects.toThrow(/verdict_apart/);
    const own = (measure: string, columns: string, values: string) =>
      on.arrange(
        `insert into published_cells (org_id, cycle_id, unit_id, lineage, measure, pair_type, visible, ${columns}) values ('${on.scene.org}', '${on.scene.cycle}', '${on.scene.units.a}', '{}', '${measure}', 'all', true, ${values})`,
      );
    for (const finer of [
      own("own:1", "counted, value", "40, 52"),
      own("own:1", "counted, value, low, high", "40, 50, 45, 55"),
      own("own:1:a", "counted, value", "40, 50"),
    ]) {
      await expect(finer).rejects.toThrow(/published_cells_own/);
    }
    await expect(cell("visible, counted, value", "true, 4, 50")).rejects.toThrow(/published_cells_floor/);
    await expect(cell("visible, value", "true, 50")).rejects.toThrow(/published_cells_floor/);
    await expect(cell("visible, hidden_reason, value", "false, 'too-few', 50")).rejects.toThrow(
      /hidden_is_empty/,
    );
    await expect(
      on.arrange(`update published_duos set dimension_bands = '{"TRUST": "low"}'`),
    ).rejects.toThrow(/no_trust/);
    await expect(on.arrange("update published_duos set level = 63")).rejects.toThrow(/level_steps/);
    await expect(on.arrange("update published_duos set complete = false")).rejects.toThrow(
      /incomplete_says_nothing/,
    );
    await expect(on.arrange("update published_duos set status = 'not-enough-data'")).rejects.toThrow(
      /no_data_no_figures/,
    );
  });
});

describe("people and the log", () => {
  test("a person sees themselves and their partners; the admin the roster", async () => {
    const seen = await on.seenBy("select name from people");
    expect(seen.ic).toEqual(["ic", "manager"]);
    expect(seen.otherIc).toEqual(["leaderInDuo", "otherIc", "otherManager"]);
    expect(seen.vp).toEqual(["vp"]);
    expect(seen.admin).toHaveLength(10);
    expect(seen.stranger).toEqual(["stranger"]);
  });

  test("the log: all for the reviewer, the program's rows for the admin, one's own acts for everybody", async () => {
    expect(await on.seenBy("select action from audit_log")).toEqual({
      vp: ["duo.read"],
      reviewer: ["cycle.opened", "duo.read"],
      admin: ["cycle.opened"],
    });
  });
});

describe("other roles", () => {
  test.each(["responses", "response_parts", "published_duos", "person_scores"])(
    "sign-in and worker do not reach %s",
    async (table) => {
      const read = sql.raw(`select 1 from ${table}`);
      await expect(asAuth((tx) => tx.execute(read))).rejects.toMatchObject({ code: "42501" });
      await expect(asWorker((tx) => tx.execute(read))).rejects.toMatchObject({ code: "42501" });
    },
  );

  test("sessions and users are out of the app's reach", async () => {
    for (const table of ["users", "accounts", "sessions", "verification_tokens"]) {
      await expect(on.as("admin", `select 1 from ${table}`)).rejects.toMatchObject({ code: "42501" });
    }
  });
});

test("over one pooled connection no transaction has the identity of the one before", async () => {
  process.env.DATABASE_POOL_SIZE = "1";
  await closePools();
  const turns = Array.from({ length: 2000 }, (_, turn) => everybody[turn % 10]!);
  const foreign = await Promise.all(
    turns.map(async (actor) => {
      const rows = await on.as(actor, "select author_id from response_parts where stage = 'draft'");
      return rows.filter((row) => row.author_id !== on.scene.people[actor]).length;
    }),
  );
  expect(foreign.reduce((sum, count) => sum + count, 0)).toBe(0);
  delete process.env.DATABASE_POOL_SIZE;
  await closePools();
});
