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
    "answers.withdrawn": `select 1 where withdraw_answers(${place}) = 'removed'`,
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
    const again = `${acts["answers.withdrawn"]}; select withdraw_answers(${place})`;
    expect(await on.attempt("app", "ic", again, written("answers.withdrawn", "ic"))).toBe(1);
    const same = "select change_retention(24, 24)";
    expect(await on.attempt("app", "admin", same, written("retention.changed", "admin"))).toBe(0);
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
    const withdraw = `select withdraw_answers(${place})`;
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
