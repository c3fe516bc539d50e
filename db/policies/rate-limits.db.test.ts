import { beforeEach, expect, test } from "vitest";
import { stage } from "@/testkit/scenes/stage";

const on = stage();
const count = (limit: string) =>
  `insert into rate_limits (key, points) values ('${limit}:own', 1) on conflict (key) do update set points = 0`;

beforeEach(async () => {
  await on.arrange("delete from rate_limits");
  await on.arrange("insert into rate_limits (key, points) values ('write:a', 1), ('code-address:a', 1)");
});

test.each([
  { role: "app", own: "write", other: "code-address" },
  { role: "auth", own: "code-address", other: "write" },
] as const)("$role counts $own and neither sees nor resets $other", async ({ role, own, other }) => {
  expect(await on.attempt(role, "ic", count(own))).toBe(1);
  expect(await on.attempt(role, "ic", count(own), count(own))).toBe(1);
  expect(await on.attempt(role, "ic", count(other))).toBe("42501");
  const plain = `insert into rate_limits (key, points) values ('${other}:own', 1)`;
  expect(await on.attempt(role, "ic", plain)).toBe("42501");
  const renamed = `update rate_limits set key = '${other}:own' where key = '${own}:own'`;
  expect(await on.attempt(role, "ic", count(own), renamed)).toBe("42501");
  expect(await on.attempt(role, "ic", `select from rate_limits where key like '${own}:%'`)).toBe(1);
  for (const statement of [
    "select from rate_limits",
    "update rate_limits set points = 0",
    "delete from rate_limits",
  ]) {
    expect([statement, await on.attempt(role, "ic", `${statement} where key like '${other}:%'`)]).toEqual([
      statement,
      0,
    ]);
  }
});

test("the other roles count nothing", async () => {
  for (const role of ["publisher", "worker"] as const) {
    expect([role, await on.attempt(role, "ic", "select from rate_limits")]).toEqual([role, "42501"]);
  }
});
