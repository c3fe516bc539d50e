import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { promiseVersion } from "@/lib/domain/cycles";
import { promiseNames, promisesWithout } from "@/lib/domain/promises";
import { stage } from "@/testkit/scenes/stage";

const on = stage();

const kept = (unit: "root" | "a", more: Record<string, string> = {}) => {
  const { org, published, units } = on.scene;
  const lineage = unit === "root" ? [units.root] : [units.root, units.a];
  const values = {
    org_id: `'${org}'`,
    cycle_id: `'${published}'`,
    unit_id: `'${units[unit]}'`,
    lineage: `'{${lineage.join(",")}}'`,
    measure: "'kept'",
    pair_type: "'all'",
    visible: "true",
    counted: "20",
    enrolled: "24",
    band: "'under-80'",
    ...more,
  };
  return `insert into published_cells (${Object.keys(values).join(", ")}) values (${Object.values(values).join(", ")})`;
};

const reader = (unit: "root" | "a", actor: keyof typeof on.scene.people) => {
  const { org, published, units, people } = on.scene;
  return `insert into cell_readers (org_id, cycle_id, unit_id, measure, pair_type, person_id) values ('${org}', '${published}', '${units[unit]}', 'kept', 'all', '${people[actor]}')`;
};

describe("the share of kept commitments", () => {
  beforeAll(async () => {
    await on.arrange(kept("root"));
    await on.arrange(kept("a"));
  });
  beforeEach(() => on.arrange("delete from cell_readers where measure = 'kept'"));
  const seen = () => on.seenBy("select unit_id from published_cells where measure = 'kept'");

  test("is read by its readers as long as they lead the unit, and of the whole company by admins", async () => {
    const { root, a } = on.scene.units;
    expect(await seen()).toEqual({});
    for (const actor of ["vp", "admin"] as const) await on.arrange(reader("root", actor));
    for (const actor of ["vp", "directorA", "admin"] as const) await on.arrange(reader("a", actor));
    expect(await seen()).toEqual({ vp: [root, a].sort(), directorA: [a], admin: [root] });
  });

  test("is the admin's no longer without their role, and no other role reads it by an entry alone", async () => {
    for (const actor of ["admin", "reviewer", "ic"] as const) await on.arrange(reader("root", actor));
    expect(await seen()).toEqual({ admin: [on.scene.units.root] });
    const revoke = (at: string) =>
      on.arrange(`update role_grants set revoked_at = ${at} where person_id = '${on.scene.people.admin}'`);
    await revoke("now()");
    expect(await seen()).toEqual({});
    await revoke("null");
  });

  test("gives admins no other figure of the company", async () => {
    await on.arrange(reader("root", "admin").replace("'kept'", "'dimension:TRUST'"));
    expect(await on.as("admin", "select measure from published_cells")).toEqual([]);
    await on.arrange(`delete from cell_readers where person_id = '${on.scene.people.admin}'`);
  });
});

describe("writing it", () => {
  test("is the publisher's, in cycles whose promise names it", async () => {
    const cycle = `'${on.scene.cycle}'`;
    expect(promiseNames("kept", promiseVersion)).toBe(true);
    for (const [version, outcome] of [
      ...promisesWithout("kept").map((earlier) => [earlier, "42501"] as const),
      [promiseVersion, 1],
    ] as const) {
      await on.arrange(`update cycles set promise_version = '${version}' where id = ${cycle}`);
      const written = await on.attempt("publisher", "nobody", kept("root", { cycle_id: cycle }));
      expect([version, written]).toEqual([version, outcome]);
    }
    expect(await on.attempt("app", "admin", kept("root", { cycle_id: cycle }))).toBe("42501");
  });

  test("and figures of the survey itself are too, in cycles whose promise names those", async () => {
    const { org, cycle } = on.scene;
    const health = `insert into published_health (org_id, cycle_id, people, surveys, items) values ('${org}', '${cycle}', 30, 30, '[]')`;
    expect(promiseNames("health", promiseVersion)).toBe(true);
    for (const version of [...promisesWithout("health"), promiseVersion]) {
      await on.arrange(`update cycles set promise_version = '${version}' where id = '${cycle}'`);
      const written = await on.attempt("publisher", "nobody", health);
      expect([version, written]).toEqual([version, version === promiseVersion ? 1 : "42501"]);
    }
  });

  test.each([
    ["a number", { value: "60" }],
    ["an interval", { low: "50", high: "70" }],
    ["a kind of pair", { pair_type: "'tech-lead-em'" }],
    ["fewer than five duos", { counted: "4" }],
  ])("takes no figure with %s", async (_, more) => {
    const finer = kept("root", { cycle_id: `'${on.scene.cycle}'`, ...more });
    expect(await on.attempt("administrator", "nobody", finer)).toBe("23514");
  });
});
