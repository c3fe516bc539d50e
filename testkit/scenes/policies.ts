import { randomUUID } from "node:crypto";
import type pg from "pg";

/** Everybody a policy must tell apart, and one duo in each of three states of a cycle. */
export type Scene = ReturnType<typeof names>;

/** Members of the organization under test. */
export const members = [
  "ic",
  "manager",
  "otherIc",
  "otherManager",
  "vp",
  "directorA",
  "directorB",
  "leaderInDuo",
  "admin",
  "reviewer",
] as const;
export type Actor = (typeof members)[number] | "stranger" | "nobody";

const uuids = <K extends string>(keys: readonly K[]) =>
  Object.fromEntries(keys.map((key) => [key, randomUUID()])) as Record<K, string>;

function names() {
  return {
    org: randomUUID(),
    otherOrg: randomUUID(),
    people: uuids([...members, "stranger", "nobody"]),
    units: uuids(["root", "a", "b"]),
    /** `watched` is the duo under test, `other` a second one in another unit, `led` has a leader of its unit in it. */
    duos: uuids(["watched", "other", "led"]),
    /** Open, with drafts and final answers of everybody. */
    cycle: randomUUID(),
    /** The one before it, published. */
    published: randomUUID(),
  };
}

const answerClasses = ["S", "A", "P", "trust", "comment", "note"];

/** Writes the scene as the administrator, whom no policy binds. */
export async function paintScene(client: pg.ClientBase): Promise<Scene> {
  const scene = names();
  const { org, people, units, duos, cycle, published } = scene;
  const insert = (table: string, row: Record<string, unknown>) => {
    const columns = Object.keys(row);
    return client.query(
      `insert into ${table} (${columns.join(", ")}) values (${columns.map((_, i) => `$${i + 1}`).join(", ")})`,
      Object.values(row),
    );
  };
  for (const id of [org, scene.otherOrg]) await insert("organizations", { id, name: id });
  for (const [name, id] of Object.entries(people)) {
    if (name === "nobody") continue;
    const org_id = name === "stranger" ? scene.otherOrg : org;
    const email = `${id}@example.test`;
    await insert("people", { org_id, id, external_id: name, name, given_name: name, email });
  }
  const lineages = { root: [units.root], a: [units.root, units.a], b: [units.root, units.b] };
  for (const [name, lineage] of Object.entries(lineages)) {
    const parent_id = lineage.length > 1 ? units.root : null;
    await insert("units", { org_id: org, id: lineage.at(-1), parent_id, name, lineage });
  }
  const leads = { vp: units.root, directorA: units.a, directorB: units.b, leaderInDuo: units.a } as const;
  for (const [name, unit_id] of Object.entries(leads)) {
    const person_id = people[name as keyof typeof leads];
    await insert("role_grants", { org_id: org, id: randomUUID(), person_id, role: "leader", unit_id });
  }
  for (const role of ["admin", "reviewer"] as const) {
    await insert("role_grants", { org_id: org, id: randomUUID(), person_id: people[role], role });
  }
  const opened = {
    org_id: org,
    sharing_mode: "scoped",
    instrument_version: "1.0.0",
    promise_version: "1",
    closes_local: "2026-02-01T18:00",
    time_zone: "UTC",
  };
  const past = { opens_at: "2025-01-01", closes_at: "2025-01-21", closed_at: "2025-01-21" };
  const published_at = "2025-01-22";
  await insert("cycles", { ...opened, ...past, id: published, number: 1, state: "published", published_at });
  const now = { opens_at: "2026-01-01", closes_at: "2036-01-01" };
  await insert("cycles", { ...opened, ...now, id: cycle, number: 2, state: "open" });
  await insert("publications", {
    org_id: org,
    cycle_id: published,
    published_at,
    engine_version: "1.0.0",
    instrument_version: "1.0.0",
    sharing_mode: "scoped",
  });
  for (const cycle_id of [published, cycle]) {
    for (const [name, lineage] of Object.entries(lineages)) {
      const parent_id = lineage.length > 1 ? units.root : null;
      const unit = { unit_id: lineage.at(-1), parent_id, name, platform: false, lineage };
      await insert("cycle_units", { org_id: org, cycle_id, ...unit });
    }
  }
  const pairs = {
    watched: [people.ic, people.manager, units.a],
    other: [people.otherIc, people.otherManager, units.b],
    led: [people.otherIc, people.leaderInDuo, units.a],
  } as const;
  for (const [name, [ic, manager, unit]] of Object.entries(pairs)) {
    const id = duos[name as keyof typeof pairs];
    const shared = { org_id: org, unit_id: unit, display_name: name, pair_type: "tech-lead-em" };
    const pair = { ic_person_id: ic, manager_person_id: manager };
    await insert("duos", { ...shared, ...pair, id, started_on: "2025-01-01" });
    for (const cycle_id of [published, cycle]) {
      const row = { ...shared, ...pair, cycle_id, duo_id: id, tenure_months: 12, first_cycle: false };
      await insert("duo_cycles", { ...row, closed: cycle_id === published });
    }
    for (const [side, person_id] of [
      ["ic", ic],
      ["manager", manager],
    ]) {
      await insert("duo_cycle_sides", { org_id: org, cycle_id: cycle, duo_id: id, side, person_id });
      const author = { org_id: org, cycle_id: cycle, duo_id: id, author_id: person_id };
      await insert("responses", {
        ...author,
        side,
        instrument_version: "1.0.0",
        promise_version: "1",
        promise_accepted_at: "2026-01-02",
      });
      for (const partClass of answerClasses) {
        for (const stage of ["draft", "final"]) {
          await insert("response_parts", { ...author, class: partClass, stage, answers: {} });
        }
      }
    }
    const lineage = [units.root, unit];
    const figures = { complete: true, status: "steady", level: 60, level_band: "middle", agreement: "some" };
    const key = { org_id: org, cycle_id: published, duo_id: id, ...pair };
    await insert("published_duos", {
      ...key,
      ...figures,
      unit_id: unit,
      lineage,
      sharing_mode: "scoped",
      display_name: name,
      pair_type: "tech-lead-em",
      tenure_months: 12,
    });
    await insert("published_duo_partners", {
      ...key,
      ...figures,
      watch_declining: false,
      watch_apart: false,
    });
    await insert("published_duo_evidence", {
      org_id: org,
      cycle_id: published,
      duo_id: id,
      history: "all",
      state: {},
    });
    await insert("person_scores", {
      org_id: org,
      cycle_id: published,
      duo_id: id,
      person_id: ic,
      side: "ic",
      score: 50,
      dimensions: [],
    });
  }
  for (const [name, lineage] of Object.entries(lineages)) {
    await insert("published_cells", {
      org_id: org,
      cycle_id: published,
      unit_id: units[name as keyof typeof lineages],
      lineage,
      measure: "level",
      pair_type: "all",
      visible: true,
      counted: 5,
      enrolled: 6,
      value: 60,
    });
  }
  await insert("published_constants", { org_id: org, cycle_id: published, history: "all", constants: {} });
  await insert("audit_log", {
    org_id: org,
    id: randomUUID(),
    actor_id: people.admin,
    action: "cycle.opened",
    area: "program",
  });
  await insert("audit_log", {
    org_id: org,
    id: randomUUID(),
    actor_id: people.vp,
    action: "duo.read",
    area: "reading",
  });
  return scene;
}
