import { expect, test } from "vitest";
import { stage } from "@/testkit/scenes/stage";

const on = stage();

test("a reviewer gets the names of the organization's people and duos, and nobody else gets one", async () => {
  const { org } = on.scene;
  const { rows } = await on.arrange(
    `select id || ' ' || name as line from people where org_id = '${org}' union all select id || ' ' || display_name from duos where org_id = '${org}'`,
  );
  const everyName = rows.map(({ line }) => line as string).sort();
  expect(everyName.length).toBeGreaterThan(5);
  expect(await on.seenBy("select id, name from audit_names()")).toEqual({ reviewer: everyName });
});

test("gives names and ids, and the tables behind them stay closed to the reviewer", async () => {
  const [row] = await on.as("reviewer", "select * from audit_names() limit 1");
  expect(Object.keys(row!)).toEqual(["id", "name"]);
  const own = on.scene.people.reviewer;
  expect(await on.as("reviewer", `select 1 from people where id <> '${own}'`)).toEqual([]);
  expect(await on.as("reviewer", "select 1 from duos")).toEqual([]);
  expect(await on.attempt("app", "reviewer", "select email from people")).toBe("42501");
});

test("ends with the role, leaves out who was erased, and is the app's alone", async () => {
  const { people } = on.scene;
  const names = `select 1 from audit_names() where id = '${people.ic}'`;
  const asReviewer = (...first: string[]) => on.attempt("administrator", "reviewer", ...first, names);
  expect(await asReviewer()).toBe(1);
  expect(await asReviewer(`update people set erased_at = now() where id = '${people.ic}'`)).toBe(0);
  const revoked = `update role_grants set revoked_at = now() where person_id = '${people.reviewer}'`;
  expect(await asReviewer(revoked)).toBe(0);
  for (const role of ["auth", "publisher", "worker"] as const) {
    expect([role, await on.attempt(role, "reviewer", "select * from audit_names()")]).toEqual([
      role,
      "42501",
    ]);
  }
});
