import { randomUUID } from "node:crypto";
import type pg from "pg";
import { createDataKey, type DataKey } from "@/db/encryption/data-key";
import { sealPart } from "@/db/encryption/sealed-rows";
import { promiseVersion } from "@/lib/domain/cycles";
import { engineConstants } from "@/lib/engine/constants";
import { partClasses } from "@/lib/instrument/confidentiality";
import { instrument } from "@/lib/instrument/instrument";

/** Ids of one person of every kind that a policy must tell apart, of three duos, an open cycle and a published one. */
export type Scene = ReturnType<typeof names>;

/** Policies look at no encrypted value, and no page of the scene reads these: any bytes do. */
const sealedBytes = Buffer.from("{}");

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
    /** A checked import of a roster, with one file. */
    rosterImport: randomUUID(),
    /** A question of the organization's own, which the open cycle asks. */
    customQuestion: randomUUID(),
    /** A new address that waits for `ic`. */
    addressChange: randomUUID(),
  };
}

/** Inserts one row. */
type Insert = (table: string, row: Record<string, unknown>) => Promise<unknown>;

/** Writes the scene as the administrator, whom no policy binds. */
export async function paintScene(client: pg.ClientBase): Promise<Scene> {
  const scene = names();
  const insert: Insert = (table, row) => {
    const columns = Object.keys(row);
    return client.query(
      `insert into ${table} (${columns.join(", ")}) values (${columns.map((_, i) => `$${i + 1}`).join(", ")})`,
      Object.values(row),
    );
  };
  await paintPeople(insert, scene);
  const dataKey = await createDataKey(client, scene.org);
  await createDataKey(client, scene.otherOrg);
  await paintUnits(insert, scene);
  await paintGrants(insert, scene);
  await paintCycles(insert, scene);
  for (const pair of pairsOf(scene)) {
    await paintDuo(insert, scene, pair);
    for (const side of ["ic", "manager"] as const) {
      await paintAnswers(insert, scene, { ...pair, side, dataKey });
    }
    await paintResults(insert, scene, pair);
  }
  await paintUnitResults(insert, scene);
  await paintLog(insert, scene);
  await paintRosterWork(insert, scene);
  await paintQuestions(insert, scene);
  await paintPasskeys(insert, scene);
  return scene;
}

async function paintPeople(insert: Insert, { org, otherOrg, people }: Scene) {
  for (const id of [org, otherOrg]) await insert("organizations", { id, name: id });
  for (const [name, id] of Object.entries(people)) {
    if (name === "nobody") continue;
    const org_id = name === "stranger" ? otherOrg : org;
    const email = `${id}@example.test`;
    await insert("people", { org_id, id, external_id: name, name, given_name: name, email });
  }
}

const lineagesOf = ({ units: { root, a, b } }: Scene) => ({ root: [root], a: [root, a], b: [root, b] });

async function paintUnits(insert: Insert, scene: Scene) {
  for (const [name, lineage] of Object.entries(lineagesOf(scene))) {
    const parent_id = lineage.at(-2) ?? null;
    await insert("units", { org_id: scene.org, id: lineage.at(-1), parent_id, name, lineage });
  }
}

async function paintGrants(insert: Insert, { org: org_id, people, units }: Scene) {
  const leads = { vp: units.root, directorA: units.a, directorB: units.b, leaderInDuo: units.a };
  for (const [name, unit_id] of Object.entries(leads)) {
    const person_id = people[name as keyof typeof leads];
    await insert("role_grants", { org_id, id: randomUUID(), person_id, role: "leader", unit_id });
  }
  for (const role of ["admin", "reviewer"] as const) {
    await insert("role_grants", { org_id, id: randomUUID(), person_id: people[role], role });
  }
}

const published_at = "2025-01-22";

async function paintCycles(insert: Insert, scene: Scene) {
  const { org: org_id, cycle, published } = scene;
  const opened = {
    org_id,
    sharing_mode: "scoped",
    instrument_version: instrument.version,
    promise_version: promiseVersion,
    closes_local: "2026-02-01T18:00",
    time_zone: "UTC",
  };
  const past = { opens_at: "2025-01-01", closes_at: "2025-01-21", closed_at: "2025-01-21" };
  await insert("cycles", { ...opened, ...past, id: published, number: 1, state: "published", published_at });
  const now = { opens_at: "2026-01-01", closes_at: "2036-01-01" };
  await insert("cycles", { ...opened, ...now, id: cycle, number: 2, state: "open" });
  await insert("publications", {
    org_id,
    cycle_id: published,
    published_at,
    engine_version: engineConstants.version,
    instrument_version: instrument.version,
    sharing_mode: "scoped",
  });
  for (const cycle_id of [published, cycle]) {
    for (const [name, lineage] of Object.entries(lineagesOf(scene))) {
      const unit = { unit_id: lineage.at(-1), parent_id: lineage.at(-2) ?? null, name, lineage };
      await insert("cycle_units", { org_id, cycle_id, platform: false, ...unit });
    }
  }
}

type Pair = { name: string; id: string; unit_id: string; ic: string; manager: string };

const pairsOf = ({ duos, people, units }: Scene): Pair[] => [
  { name: "watched", id: duos.watched, unit_id: units.a, ic: people.ic, manager: people.manager },
  { name: "other", id: duos.other, unit_id: units.b, ic: people.otherIc, manager: people.otherManager },
  { name: "led", id: duos.led, unit_id: units.a, ic: people.otherIc, manager: people.leaderInDuo },
];

const partnersOf = ({ ic, manager }: Pair) => ({ ic_person_id: ic, manager_person_id: manager });

async function paintDuo(insert: Insert, { org: org_id, cycle, published }: Scene, pair: Pair) {
  const { id, unit_id, name: display_name } = pair;
  const shared = { org_id, unit_id, display_name, pair_type: "tech-lead-em", ...partnersOf(pair) };
  await insert("duos", { ...shared, id, started_on: "2025-01-01" });
  for (const cycle_id of [published, cycle]) {
    const row = { ...shared, cycle_id, duo_id: id, tenure_months: 12, first_cycle: false };
    await insert("duo_cycles", { ...row, closed: cycle_id === published });
  }
}

/** One partner's side of the open cycle, not final, with a draft and a final part of every class. */
async function paintAnswers(
  insert: Insert,
  scene: Scene,
  { side, dataKey, ...pair }: Pair & { side: "ic" | "manager"; dataKey: DataKey },
) {
  const key = { org_id: scene.org, cycle_id: scene.cycle, duo_id: pair.id };
  const author = { ...key, author_id: pair[side] };
  await insert("duo_cycle_sides", { ...key, side, person_id: pair[side] });
  await insert("responses", {
    ...author,
    side,
    instrument_version: instrument.version,
    promise_version: promiseVersion,
    promise_accepted_at: "2026-01-02",
  });
  for (const partClass of partClasses) {
    for (const stage of ["draft", "final"] as const) {
      const place = { cycleId: scene.cycle, duoId: pair.id, authorId: pair[side], class: partClass, stage };
      await insert("response_parts", {
        ...author,
        class: partClass,
        stage,
        answers: sealPart(dataKey, place, {}),
      });
    }
  }
}

async function paintResults(insert: Insert, { org: org_id, published: cycle_id, units }: Scene, pair: Pair) {
  const key = { org_id, cycle_id, duo_id: pair.id };
  const figures = { complete: true, status: "steady", level: 60, level_band: "middle", agreement: "some" };
  await insert("published_duos", {
    ...key,
    ...partnersOf(pair),
    ...figures,
    unit_id: pair.unit_id,
    lineage: [units.root, pair.unit_id],
    sharing_mode: "scoped",
    display_name: pair.name,
    pair_type: "tech-lead-em",
    tenure_months: 12,
    line_manager: false,
    platform: false,
  });
  const watch = { watch_declining: false, watch_apart: false };
  await insert("published_duo_partners", { ...key, ...partnersOf(pair), ...figures, ...watch });
  await insert("published_duo_evidence", { ...key, history: "all", evidence: sealedBytes });
  const score = { person_id: pair.ic, side: "ic", scores: sealedBytes };
  await insert("person_scores", { ...key, ...score });
}

async function paintUnitResults(insert: Insert, scene: Scene) {
  const { people, units } = scene;
  const key = { org_id: scene.org, cycle_id: scene.published };
  const cell = { ...key, measure: "dimension:TRUST", pair_type: "all" };
  for (const lineage of Object.values(lineagesOf(scene))) {
    const unit_id = lineage.at(-1);
    const figures = { visible: true, counted: 5, enrolled: 6, value: 60 };
    await insert("published_cells", { ...cell, unit_id, lineage, ...figures });
    await insert("cell_readers", { ...cell, unit_id, person_id: people.vp });
    await insert("cell_unsafe_people", { ...cell, unit_id, person_ids: [people.leaderInDuo] });
    const counts = { enrolled: 6, complete: 5, states: [], agreement: [], dimensions: [], levels: [] };
    await insert("published_unit_counts", {
      ...key,
      unit_id,
      lineage,
      attribute: "all",
      value: "",
      ...counts,
    });
  }
  // A reader needs the grant too, and a leader the entry: directorA has both for unit a and no grant for unit b.
  await insert("cell_readers", { ...cell, unit_id: units.a, person_id: people.directorA });
  await insert("cell_readers", { ...cell, unit_id: units.b, person_id: people.directorA });
  await insert("published_constants", { ...key, history: "all", constants: {} });
  const link = { version: instrument.version, item: "ST1", decision: "common-items", people: 2 };
  await insert("published_links", { ...key, ...link });
}

async function paintRosterWork(insert: Insert, { org: org_id, people, rosterImport, addressChange }: Scene) {
  const checked = { state: "checked", items: "[]", problems: "[]", fingerprint: "none" };
  const counts = [{ kind: "person", action: "change", count: 1 }];
  const summary = { lines: 0, kinds: [], counts, problems: [], errors: 0, tripped: [] };
  const begun = { created_by: people.admin, complete: false };
  await insert("roster_imports", { org_id, id: rosterImport, ...begun, ...checked, summary });
  const file = { number: 1, name: "people.csv", content: Buffer.from("person_id") };
  await insert("roster_import_files", { org_id, import_id: rosterImport, ...file });
  const asked = { person_id: people.ic, new_address: "new@example.test", requested_by: people.admin };
  await insert("address_changes", { org_id, id: addressChange, ...asked });
}

async function paintPasskeys(insert: Insert, { org, otherOrg, people: { ic, otherIc, stranger } }: Scene) {
  const key = { public_key: "key", counter: 5, transports: "internal" };
  for (const [org_id, person_id] of [
    [org, ic],
    [org, otherIc],
    [otherOrg, stranger],
  ]) {
    const names = { credential_id: `credential-of-${person_id}`, name: "Laptop" };
    await insert("passkeys", { org_id, id: person_id, person_id, ...key, ...names });
  }
}

async function paintQuestions(insert: Insert, { org: org_id, cycle: cycle_id, customQuestion }: Scene) {
  const words = { wording: "Where did you two meet?", options: ["Here", "There"] };
  await insert("custom_questions", {
    org_id,
    id: customQuestion,
    slot: 1,
    kind: "choice",
    answer_class: "aggregate",
    ...words,
  });
  await insert("cycle_questions", { org_id, cycle_id, question_id: customQuestion });
}

async function paintLog(insert: Insert, { org: org_id, people }: Scene) {
  const rows = [
    { actor_id: people.admin, action: "cycle.opened", area: "program" },
    { actor_id: people.vp, action: "duo.read", area: "reading" },
  ];
  for (const row of rows) await insert("audit_log", { org_id, id: randomUUID(), ...row });
}
