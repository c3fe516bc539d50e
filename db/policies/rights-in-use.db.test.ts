import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { promiseVersion, promiseVersions } from "@/lib/domain/cycles";
import { instrument } from "@/lib/instrument/instrument";
import { stage } from "@/testkit/scenes/stage";

/** Rights that the product needs, each used once as the role that has it, and what lies beyond it. */
const on = stage();

test("which dimensions go with impact is read by leaders of the root", async () => {
  const { org, published, units } = on.scene;
  await on.arrange(
    `insert into published_drivers (org_id, cycle_id, unit_id, lineage, standing, duos) values ('${org}', '${published}', '${units.root}', '{${units.root}}', 'hidden', 0)`,
  );
  expect(await on.seenBy("select unit_id from published_drivers")).toEqual({ vp: [units.root] });
  await on.arrange("delete from published_drivers");
});

test("the publisher reads when the answers of its organization's cycles end, which the guard of cycles asks", async () => {
  expect(await on.attempt("publisher", "ic", "select from answer_terms")).toBe(1);
  expect(await on.attempt("publisher", "stranger", "select from answer_terms")).toBe(0);
});

test("of signing in, the owner's functions remove what is of people erased in their organization, and nothing else", async () => {
  const { people } = on.scene;
  for (const person of [people.ic, people.otherIc, people.stranger]) {
    const user = randomUUID();
    await on.arrange(
      `insert into users (id, email) select '${user}', lower(email) from people where id = '${person}'`,
    );
    await on.arrange(`update people set user_id = '${user}', bound_at = now() where id = '${person}'`);
    await on.arrange(
      `insert into verification_tokens (identifier, token, expires) select email, '${user}', now() from users where id = '${user}'`,
    );
  }
  const as = (actor: "ic" | "stranger", statement: string) =>
    on.attempt("administrator", actor, "set local role twofold_owner", statement);
  const owners = async (statement: string) => [await as("ic", statement), await as("stranger", statement)];
  const statements = [
    "delete from users",
    "delete from verification_tokens",
    "select from verification_tokens",
  ];
  for (const statement of statements)
    expect([statement, await owners(statement)]).toEqual([statement, [0, 0]]);
  await on.arrange(`update people set erased_at = now() where id = '${people.otherIc}'`);
  for (const statement of statements)
    expect([statement, await owners(statement)]).toEqual([statement, [1, 0]]);
});

test("an admin opens a cycle under the newest promise, and gives a zone that the server knows", async () => {
  const opening = (promise: string) =>
    `select open_cycle('private', '${new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 16)}', 'UTC', '${instrument.version}', '${promise}')`;
  await on.arrange("update cycles set state = 'closed', closed_at = now() where state = 'open'");
  const [{ newest }] = (await on.arrange("select newest_promise() as newest")).rows as [{ newest: string }];
  expect(newest).toBe(promiseVersion);
  for (const older of ["made-up promise", ...promiseVersions.filter((version) => version !== promiseVersion)])
    expect([older, await on.attempt("app", "admin", opening(older))]).toEqual([older, "23514"]);
  expect(await on.attempt("app", "admin", opening(promiseVersion))).toBe(1);
  const zoned = (zone: string) => `select change_organization('X', '${zone}')`;
  expect(await on.attempt("app", "admin", zoned("Nowhere/Zone"))).toBe("22023");
  expect(await on.attempt("app", "admin", zoned("Europe/Kyiv"))).toBe(1);
});
