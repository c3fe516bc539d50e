import { beforeAll, describe, expect, test } from "vitest";
import { stage } from "@/testkit/scenes/stage";

const on = stage();
let acts: Record<string, string>;
let place: string;

beforeAll(() => {
  const { cycle, published, duos, people } = on.scene;
  const renamed = {
    ...{ id: people.otherIc, externalId: "otherIc", name: "Another", givenName: "Another" },
    ...{
      email: `${people.otherIc}@example.test`,
      pendingEmail: null,
      language: "en",
      timeZone: "",
      endedOn: null,
    },
  };
  place = `'${cycle}', '${duos.watched}'`;
  acts = {
    "cycle.closed": `select 1 where close_cycle('${cycle}')`,
    "cycle.withdrawn": `select 1 where withdraw_cycle('${published}', 'A wrong roster')`,
    "retention.changed": "select 1 where change_retention(12, 24) = 'waiting'",
    "retention.undone":
      "select 1 from change_retention(12, 24) as outcome where outcome = 'waiting' and undo_retention()",
    "organization.changed": "select change_organization('Other', 'UTC')",
    "role.granted": `insert into role_grants (org_id, id, person_id, role) values ('${on.scene.org}', gen_random_uuid(), '${people.ic}', 'reviewer')`,
    "role.revoked": `update role_grants set revoked_at = app_now() where person_id = '${people.directorB}'`,
    "person.renamed": `select 1 from write_roster_people('${JSON.stringify([renamed])}') right join (select 1) one on true`,
    "answers.withdrawn": `select 1 where withdraw_answers(${place}, withdrawal_stage(${place})) = 'removed'`,
  };
});

/** A line that this transaction wrote under the actor's own name. */
const written = (action: string, actor: "admin" | "ic") =>
  `select 1 from audit_log where action = '${action}' and actor_id = '${on.scene.people[actor]}' and at = app_now()`;

describe("an act that is called by SQL leaves its line in the log", () => {
  test.each([
    "cycle.closed",
    "cycle.withdrawn",
    "role.granted",
    "role.revoked",
    "person.renamed",
    "retention.changed",
    "retention.undone",
    "organization.changed",
  ])("%s", async (action) => {
    expect(await on.attempt("app", "admin", acts[action]!)).toBe(1);
    expect(await on.attempt("app", "admin", acts[action]!, written(action, "admin"))).toBe(1);
  });

  test("answers.withdrawn, under the name of the person", async () => {
    expect(
      await on.attempt("app", "ic", acts["answers.withdrawn"]!, written("answers.withdrawn", "ic")),
    ).toBe(1);
  });

  test("and what was refused leaves none", async () => {
    const again = `${acts["answers.withdrawn"]}; select withdraw_answers(${place}, withdrawal_stage(${place}))`;
    expect(await on.attempt("app", "ic", again, written("answers.withdrawn", "ic"))).toBe(1);
    const same = "select change_retention(24, 24)";
    expect(await on.attempt("app", "admin", same, written("retention.changed", "admin"))).toBe(0);
  });
});

describe("what an admin changes by SQL leaves its line, one, and never the values", () => {
  const planned = "00000000-0000-4000-8000-0000000000e1";
  const plan = () =>
    `insert into planned_cycles (org_id, id, slot, opens_local, closes_local, time_zone) values ('${on.scene.org}', '${planned}', 7, '2037-01-01T09:00', '2037-01-22T18:00', 'UTC')`;
  const change = (set: string) => `update planned_cycles set ${set} where id = '${planned}'`;
  const json = (value: unknown) => `'${JSON.stringify([value])}'::jsonb`;
  const unit = (more = {}) => {
    const { root, b } = on.scene.units;
    const at = {
      id: b,
      externalId: null,
      name: "b",
      parentId: root,
      platform: false,
      lineage: [root, b],
      endedOn: null,
    };
    return `select write_roster_units(${json({ ...at, ...more })})`;
  };
  const duo = (more = {}) => {
    const { duos, units, people } = on.scene;
    const names = { id: duos.other, externalId: null, displayName: "other", pairType: "tech-lead-em" };
    const partners = { unitId: units.b, icId: people.otherIc, managerId: people.otherManager };
    const facts = { icGrade: null, managerGrade: null, lineManager: false, teamSize: null };
    const times = { startedOn: "2025-01-01", endedOn: null, paused: false };
    return `select write_roster_duos(${json({ ...names, ...partners, ...facts, ...times, ...more })})`;
  };
  const person = (more = {}) => {
    const id = on.scene.people.otherIc;
    const named = { id, externalId: "otherIc", name: "otherIc", givenName: "otherIc" };
    const rest = {
      email: `${id}@example.test`,
      pendingEmail: null,
      language: "en",
      timeZone: "UTC",
      endedOn: null,
    };
    return `select from write_roster_people(${json({ ...named, ...rest, ...more })})`;
  };
  const [ahead, over] = [{ endedOn: "2100-01-01" }, { endedOn: "2025-02-01" }];
  const now = "set constraints all immediate";
  const schedule = () =>
    `insert into schedules (org_id, rhythm, first_day, opens_time, closes_time, days, time_zone, sharing_mode) values ('${on.scene.org}', 'monthly', '2037-01-01', '09:00', '18:00', 21, 'UTC', 'scoped')`;

  test.each<[string, () => string[]]>([
    ["schedule.changed {firstDay}", () => [schedule()]],
    [
      "schedule.changed {firstDay}",
      () => [schedule(), "update schedules set days = 20, revision = revision + 1"],
    ],
    ["planned.added", () => [schedule(), plan()]],
    ["planned.skipped", () => [schedule(), plan(), change("state = 'skipped'")]],
    [
      "planned.restored",
      () => [schedule(), plan(), change("state = 'skipped'"), change("state = 'planned'")],
    ],
    ["planned.replaced", () => [schedule(), plan(), change("state = 'replaced'")]],
    [
      "planned.shifted {closesFrom, closesTo, from, to}",
      () => [
        schedule(),
        plan(),
        change("opens_local = '2037-01-03T09:00', closes_local = '2037-01-24T18:00'"),
      ],
    ],
    [
      "planned.shifted {closesFrom, closesTo}",
      () => [schedule(), plan(), change("closes_local = '2037-01-23T18:00'")],
    ],
    [
      "question.added {slot}",
      () => [
        "update custom_questions set retired_at = app_now()",
        `insert into custom_questions (org_id, id, slot, kind, answer_class, wording, options) values ('${on.scene.org}', gen_random_uuid(), 2, 'choice', 'aggregate', 'x', '{a,b}')`,
      ],
    ],
    ["question.retired {slot}", () => ["update custom_questions set retired_at = app_now()"]],
    ["unit.added {to}", () => [unit({ id: planned, name: "c", lineage: [on.scene.units.root, planned] })]],
    ["unit.changed {what: name platform}", () => [unit({ name: "c", platform: true })]],
    [
      "unit.changed {what: ended_on}",
      () => [duo({ endedOn: "2100-01-01" }), unit({ endedOn: "2100-01-01" })],
    ],
    [
      "duo.changed {what: display_name pair_type ic_grade manager_grade line_manager team_size started_on external_id}",
      () => [
        duo({
          ...{ displayName: "x", pairType: "other", icGrade: 4, managerGrade: 5, lineManager: true },
          ...{ teamSize: 9, startedOn: "2024-01-01", externalId: "x" },
        }),
      ],
    ],
    ["duo.changed {what: ended_on}", () => [duo({ endedOn: "2100-01-01" })]],
    ["duo.changed {what: own_ended_on}", () => [person(ahead), now, duo({ endedOn: "2100-02-01" })]],
    ["duo.ended", () => [duo(over)]],
    ["duo.changed {what: paused}", () => [duo(over), duo({ ...over, paused: true })]],
    ["duo.paused", () => [duo({ paused: true })]],
    ["person.renamed", () => [person({ givenName: "Another" })]],
    ["person.changed {what: external_id}", () => [person({ externalId: "x" })]],
    ["person.changed {what: ended_on}", () => [person(ahead)]],
    [
      "person.changed {what: language time_zone}",
      () => [person({ language: "fr", timeZone: "Europe/Paris" })],
    ],
    ["person.ended", () => [person({ endedOn: "2025-02-01" })]],
    ["cycle.nudged {number, reminded}", () => [`select nudge_missing('${on.scene.cycle}')`]],
  ])("%s", async (line, statements) => {
    const before = statements().slice(0, -1);
    const last = statements().at(-1)!;
    // Lines that the last statement added to those of the ones before it, as `action {keys of the detail}`.
    const lines = `select action || coalesce(' {' || (select string_agg(key || case key when 'what' then ': ' || (detail ->> key) else '' end, ', ' order by key)
      from jsonb_object_keys(detail) key where key not in ('rhythm', 'opensTime', 'closesTime', 'days', 'timeZone', 'sharingMode', 'revision', 'opensAt')) || '}', '') as line
      from audit_log where at = app_now() and actor_id = '${on.scene.people.admin}'`;
    const newest = `${lines} order by line`;
    const count = async (...done: string[]) => Number(await on.attempt("app", "admin", ...done, newest));
    expect((await count(...before, last)) - (await count(...before))).toBe(1);
    const said = `select from (${lines}) l where line = '${line}'`;
    const times = async (...done: string[]) => Number(await on.attempt("app", "admin", ...done, said));
    expect((await times(...before, last)) - (await times(...before))).toBe(1);
  });

  test("nobody gets the id that stands for one on its way, which has none", async () => {
    for (const whose of [on.scene.people.otherIc, on.scene.people.ic, planned, "home"]) {
      expect([whose, await on.attempt("app", "admin", person({ externalId: `moving ${whose}` }))]).toEqual([
        whose,
        "23514",
      ]);
    }
  });

  test("of what people choose for themselves there is none", async () => {
    const chosen = "update people set language = 'fr', time_zone = 'Europe/Paris'";
    const line = "select from audit_log where at = app_now()";
    expect(await on.attempt("app", "otherIc", `${chosen} where id = '${on.scene.people.otherIc}'`)).toBe(1);
    expect(await on.attempt("app", "admin", `${chosen} where id = '${on.scene.people.admin}'`, line)).toBe(0);
  });

  test("of people who were erased, of a statement that changes nothing, and of what Twofold does by itself there is none", async () => {
    const all = "select from audit_log where at = app_now()";
    for (const same of [unit(), duo(), person()])
      expect([same, await on.attempt("app", "admin", same, all)]).toEqual([same, 0]);
    const again = [
      "select change_organization(name, time_zone) from organizations",
      "select change_strong_sign_in(strong_sign_in) from organizations",
      "select change_retention(24, 24)",
      "select undo_retention()",
      "update planned_cycles set state = state",
      `select withdraw_cycle('${on.scene.cycle}', 'x')`,
      "select retry_mails('{}')",
    ];
    for (const same of again) expect([same, await on.attempt("app", "admin", same, all)]).toEqual([same, 0]);
    const saved = [schedule(), "update schedules set revision = revision + 1"];
    expect(await on.attempt("app", "admin", ...saved, `${all} and action = 'schedule.changed'`)).toBe(1);
    const [open, closed] = [on.scene.cycle, on.scene.published];
    const extended = `select extend_cycle(id, closes_local) from cycles where id = '${open}'`;
    expect(await on.attempt("app", "admin", extended)).toBe("23514");
    const nudged = `select nudge_missing('${open}')`;
    expect(await on.attempt("app", "admin", nudged, nudged, `${all} and action = 'cycle.nudged'`)).toBe(1);
    expect(await on.attempt("app", "admin", `select nudge_missing('${closed}')`)).toBe("55000");
    await on.arrange("update duo_cycles set left_at = now(), closed = true");
    const erased = `select 1 where  erase_person('${on.scene.people.otherIc}') is null`;
    expect(await on.attempt("app", "admin", erased)).toBe(1);
    const others = `${all} and action in ('duo.changed', 'person.changed', 'person.renamed')`;
    expect(await on.attempt("app", "admin", erased, all)).toBe(1);
    expect(await on.attempt("app", "admin", erased, others)).toBe(0);
    // What an admin changes of the duo afterwards has one: the other partner is there still.
    const former = { icGrade: null, endedOn: "2025-02-01", displayName: "other" };
    const ended = duo(former);
    const after = duo({ ...former, pairType: "other", teamSize: 9 });
    const said = `${others} and detail ->> 'what' = 'pair_type team_size'`;
    expect(await on.attempt("app", "admin", ended, erased, after, said)).toBe(1);
    await on.arrange("update duo_cycles set left_at = null, closed = false");
    await on.arrange(schedule());
    expect(
      await on.attempt("publisher", "nobody", "set local twofold.person_id = ''", plan(), "select 1"),
    ).toBe(1);
    const none = `${all} and action = 'planned.added'`;
    expect(await on.attempt("administrator", "admin", plan(), none)).toBe(0);
    await on.arrange("delete from schedules");
  });
});

describe("the ledger of erasures", () => {
  test("says to nobody who asks as the app how many lines it has", async () => {
    for (const actor of ["admin", "ic", "reviewer"] as const)
      expect([actor, await on.attempt("app", actor, "select * from erasure_position()")]).toEqual([
        actor,
        "42501",
      ]);
  });

  test("has the line of what a person withdrew, once, and nobody says what is in it", async () => {
    const withdraw = `select withdraw_answers(${place}, withdrawal_stage(${place}))`;
    const { people } = on.scene;
    const kept = `select 1 from erasures where position = 1 and person_id = '${people.ic}' and not filed`;
    expect(await on.attempt("administrator", "ic", withdraw, kept)).toBe(1);
    expect(await on.attempt("administrator", "ic", withdraw, withdraw, "select 1 from erasures")).toBe(1);
    const none = [
      `select keep_line('${people.ic}', ${place})`,
      "insert into erasures (org_id, person_id, position, hash) select org_id, id, 1, 'x' from people limit 1",
    ];
    for (const statement of none)
      for (const role of ["app", "auth", "publisher", "worker"] as const)
        expect([role, await on.attempt(role, "ic", statement)]).toEqual([role, "42501"]);
    for (const statement of ["select lines_after(0)", "select note_filed(1)"])
      for (const role of ["app", "publisher", "worker"] as const)
        expect([role, await on.attempt(role, "ic", statement)]).toEqual([role, "42501"]);
  });

  test("is done again by the role that signs people in alone", async () => {
    const { people } = on.scene;
    const replay = `select replay_withdrawal('${people.ic}', ${place}, 1, 'hash', '2026-01-31')`;
    for (const role of ["app", "publisher", "worker"] as const)
      expect([role, await on.attempt(role, "ic", replay)]).toEqual([role, "42501"]);
    // In a person's session it is refused too; server/erasure/withdrawn-again tries the way that is meant.
    expect(await on.attempt("auth", "ic", replay)).toBe("42501");
  });
});

test("a withdrawal that waits for the publication is not told to the partner", async () => {
  const { org, people } = on.scene;
  const withdrawn = (carriedOut: string) =>
    `insert into answer_withdrawals (org_id, cycle_id, duo_id, person_id, asked_in, carried_out_at, was_revealed) values ('${org}', ${place}, '${people.ic}', 'closed', ${carriedOut}, true)`;
  const past = "set local session_replication_role = replica";
  const fixed = `select 1 where answers_are_fixed(${place})`;
  expect(await on.attempt("administrator", "manager", past, withdrawn("null"), fixed)).toBe(0);
  expect(await on.attempt("administrator", "manager", past, withdrawn("app_now()"), fixed)).toBe(1);
});
