import { beforeAll, expect, test } from "vitest";
import { everybody, stage } from "@/testkit/scenes/stage";

const on = stage();
const zone = () => `select partner_time_zone('${on.scene.duos.watched}') as zone`;

/** What each actor is told of the watched duo, for those who are told something. */
async function told() {
  const found: Record<string, string> = {};
  for (const actor of everybody) {
    const [row] = await on.as(actor, zone());
    if (row?.zone) found[actor] = row.zone;
  }
  return found;
}

beforeAll(async () => {
  const { people, org } = on.scene;
  await on.arrange("update people set time_zone = 'Asia/Tokyo'");
  await on.arrange(`update people set time_zone = 'Europe/Paris' where id = '${people.ic}'`);
  await on.arrange(`update people set time_zone = '' where id = '${people.manager}'`);
  await on.arrange(`update organizations set time_zone = 'Asia/Kolkata' where id = '${org}'`);
});

test("each of the two is told the other's time zone, or the organization's, and nobody else is", async () => {
  expect(await told()).toEqual({ ic: "Asia/Kolkata", manager: "Europe/Paris" });
});

test("nobody is told it once the duo has ended", async () => {
  const end = (day: string) =>
    on.arrange(`update duos set ended_on = ${day} where id = '${on.scene.duos.watched}'`);
  await end("today() + 1");
  expect(Object.keys(await told())).toEqual(["ic", "manager"]);
  await end("today()");
  expect(await told()).toEqual({});
  await end("null");
});

test("a person's row gives no time zone, and no other role calls the function", async () => {
  expect(await on.attempt("app", "ic", "select time_zone from people")).toBe("42501");
  for (const role of ["auth", "publisher", "worker"] as const) {
    expect([role, await on.attempt(role, "ic", zone())]).toEqual([role, "42501"]);
  }
});
