import { beforeAll, describe, expect, test } from "vitest";
import { everybody, stage } from "@/testkit/scenes/stage";

const on = stage();

beforeAll(async () => {
  const { org, people } = on.scene;
  for (const [at, actor] of (["ic", "manager", "admin"] as const).entries()) {
    const user = `00000000-0000-0000-0000-00000000000${at}`;
    await on.arrange(`insert into users (id, email) values ('${user}', '${actor}@example.test')`);
    await on.arrange(`update people set user_id = '${user}' where id = '${people[actor]}'`);
    await on.arrange(
      `insert into sessions (session_token, user_id, expires) values ('${actor}', '${user}', now())`,
    );
    await on.arrange(
      `insert into accounts (user_id, type, provider, provider_account_id) values ('${user}', 'oidc', 'acme', '${actor}')`,
    );
  }
  await on.arrange(
    `insert into outbox (org_id, id, kind, key, person_id, payload) values ('${org}', gen_random_uuid(), 'partner-answered', 'partner-answered:one', '${people.ic}', '{"partner": "x"}')`,
  );
  await on.arrange("update duos set ic_grade = 3, manager_grade = 5");
});

describe("own_account", () => {
  const account = async (actor: (typeof everybody)[number]) =>
    (await on.as(actor, "select own_account() as a"))[0]!.a as unknown as Record<
      string,
      Record<string, unknown>[] | null
    > | null;

  test("gives each person themselves and nobody else", async () => {
    for (const actor of everybody) {
      const found = await account(actor);
      expect([actor, found?.people?.map(({ id }) => id)]).toEqual([
        actor,
        actor === "nobody" ? undefined : [on.scene.people[actor]],
      ]);
    }
  });

  test("gives one's own sign-in without a token, and one's own grade", async () => {
    const ic = await account("ic");
    expect(ic!.accounts).toEqual([{ type: "oidc", provider: "acme", provider_account_id: "ic" }]);
    expect(ic!.users).toMatchObject([{ email: "ic@example.test" }]);
    expect(ic!.sessions!.map((session) => Object.keys(session).sort())).toEqual([
      ["created_at", "expires", "method"],
    ]);
    expect(ic!.duos).toEqual([{ id: on.scene.duos.watched, ic_grade: 3, manager_grade: null }]);
    expect((await account("manager"))!.duos).toEqual([
      { id: on.scene.duos.watched, ic_grade: null, manager_grade: 5 },
    ]);
    expect(await account("vp")).toMatchObject({ users: null, accounts: null, sessions: null, duos: null });
  });

  test("finds no sign-in of others with the owner's rights either", async () => {
    for (const table of ["users", "accounts", "sessions"]) {
      const owner = ["set local role twofold_owner", `select 1 from ${table}`];
      expect([table, await on.attempt("administrator", "ic", ...owner)]).toEqual([table, 1]);
      expect([table, await on.attempt("administrator", "vp", ...owner)]).toEqual([table, 0]);
    }
  });

  test("is the app's alone", async () => {
    for (const role of ["auth", "publisher", "worker"] as const) {
      expect([role, await on.attempt(role, "ic", "select own_account()")]).toEqual([role, "42501"]);
    }
  });
});

describe("a person's own rows elsewhere", () => {
  test("mails: kind and times of one's own, not what they said", async () => {
    // The scene has somebody whose new address waits; an admin reads of such mail how it fares.
    expect(await on.seenBy("select kind from outbox")).toEqual({
      ic: ["address-change", "partner-answered"],
      admin: ["address-change"],
    });
    for (const column of ["payload", "key", "due_at"]) {
      expect([column, await on.attempt("app", "ic", `select ${column} from outbox`)]).toEqual([
        column,
        "42501",
      ]);
    }
  });

  test("scores: one's own, and not the partner's", async () => {
    expect(await on.seenBy("select distinct person_id from person_scores")).toEqual({
      ic: [on.scene.people.ic],
      otherIc: [on.scene.people.otherIc],
    });
    for (const statement of [
      `insert into person_scores (org_id, cycle_id, duo_id, person_id, side, scores) values ('${on.scene.org}', '${on.scene.published}', '${on.scene.duos.watched}', '${on.scene.people.manager}', 'manager', '')`,
      "update person_scores set scores = ''",
      "delete from person_scores",
    ]) {
      expect(await on.attempt("app", "ic", statement)).toBe("42501");
    }
  });

  test("addresses that wait: when they were decided, not who asked", async () => {
    expect(await on.seenBy("select state, decided_at from address_changes")).toEqual({ ic: ["pending "] });
    expect(await on.attempt("app", "ic", "select requested_by from address_changes")).toBe("42501");
  });
});
