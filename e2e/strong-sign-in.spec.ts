import type { Page } from "@playwright/test";
import type { OrganizationSpec } from "@/testkit/factories/organization";
import { confirm } from "./confirming";
import { addPasskey, withDevice } from "./device";
import { expect, expectAccessible, test } from "./fixtures";
import { mailsTo, signInMail } from "./inbox";

const rule = "/program/sign-in";
const held = (page: Page) =>
  expect(page.getByRole("heading", { name: "One more step to sign in" })).toBeVisible();

async function signInByMail(page: Page, email: string, next: string): Promise<void> {
  await page.goto(`/sign-in?next=${next}`);
  await page.getByLabel("Your work e-mail").fill(email);
  await page.getByRole("button", { name: "Send me a link and a code" }).click();
  // The mail may be there before the page that its request leads to.
  await expect(page).toHaveURL(/\/sign-in\/code/);
  await page.goto((await signInMail(email)).link);
  await page.getByRole("button", { name: "Sign in" }).click();
}

const team: OrganizationSpec = {
  people: { Ada: { admin: true }, Vera: { leads: "Company" }, Ida: {}, Max: {} },
  duos: { one: { ic: "Ida", manager: "Max" } },
};

test("a passkey is asked of people with a role: the page shows of whom, and each goes on in place", async ({
  page,
  arrangeAs,
  openAs,
  browser,
  database,
}) => {
  const made = await arrangeAs("Ada", team);
  const { Ada: ada, Vera: vera, Ida: ida } = made.people;
  await withDevice(page);
  await page.goto(rule);
  await expect(page.getByText("You have neither yourself")).toBeVisible();
  await expect(page.getByRole("table")).toContainText("Vera");
  await expectAccessible(page);
  await page.getByRole("link", { name: "Your account" }).last().click();
  await addPasskey(page, "Ada’s laptop");
  await expect(page.getByText("Ada’s laptop", { exact: true })).toBeVisible();

  const leader = await openAs(made, "Vera", "/insights");
  await page.goto(rule);
  await confirm(page, "Ask for a passkey or the company’s account");

  // Ada is signed in by mail herself: her passkey brings her back to the page.
  await held(page);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page).toHaveURL(new RegExp(`${rule}$`));
  await expect(page.getByText("1 of 2 has neither yet")).toBeVisible();

  // Vera has none: she adds one, and reads what she wanted to read.
  await withDevice(leader);
  await leader.goto("/insights/changes?unit=");
  await held(leader);
  await expectAccessible(leader);
  expect((await leader.request.get("/insights/export?table=duos")).status()).toBe(401);
  await addPasskey(leader, "Vera’s laptop");
  await expect(leader).toHaveURL(/\/insights\/changes\?unit=$/);
  await expect
    .poll(async () => (await mailsTo(vera!.email)).map(({ text }) => text).join())
    .toContain("added a passkey");

  // Partners without a role sign in as before.
  const context = await browser.newContext();
  const partner = await context.newPage();
  await signInByMail(partner, ida!.email, "/home");
  await expect(partner).toHaveURL(/\/home$/);
  await context.close();

  await page.goto(rule);
  await expect(page.getByText("Nobody: all 2 have")).toBeVisible();
  await confirm(page, "End the rule");
  await expect(page.getByRole("button", { name: "Ask for a passkey" })).toBeVisible();
  const { rows } = await database.query(
    "select action, detail, actor_id = $2 as own from audit_log where org_id = $1 and action ~ '^(sign-in|passkey)' order by at",
    [made.orgId, ada!.id],
  );
  expect(rows).toEqual([
    { action: "passkey.added", detail: {}, own: true },
    { action: "sign-in.restricted", detail: { waiting: 1 }, own: true },
    { action: "passkey.added-by-mail", detail: {}, own: false },
    { action: "sign-in.unrestricted", detail: {}, own: true },
  ]);
});

test("who has lost their passkey under the rule adds another one after a mailed link, and nothing else", async ({
  page,
  arrange,
  database,
}) => {
  const made = await arrange(team);
  const vera = made.people.Vera!;
  await database.query(
    `insert into passkeys (org_id, id, person_id, credential_id, public_key, counter, transports, name)
     values ($1, gen_random_uuid(), $2, 'lost' || replace($3, '-', ''), 'lost', 0, 'internal', 'Lost laptop')`,
    [made.orgId, vera.id, vera.id],
  );
  // As an admin with a passkey would have begun it.
  await database.query("begin");
  await database.query("set local session_replication_role = replica");
  await database.query("update organizations set strong_sign_in = true where id = $1", [made.orgId]);
  await database.query("commit");

  await withDevice(page);
  await signInByMail(page, vera.email, "/insights");
  await held(page);
  await expect(page.getByRole("heading", { name: "Lost it? Add another one" })).toBeVisible();
  await expectAccessible(page);
  for (const path of ["/insights", "/home", "/account", "/account/data", "/duos"]) {
    await page.goto(path);
    await held(page);
  }
  await addPasskey(page, "New laptop");
  await expect(page).toHaveURL(/\/duos$/);
  await page.goto("/account");
  const lost = page.getByRole("listitem").filter({ hasText: "Lost laptop" });
  await confirm(page, "Remove", lost);
  await expect(lost).toHaveCount(0);
  await expect(page.getByText("New laptop", { exact: true })).toBeVisible();
  const { rows } = await database.query(
    "select action, detail ->> 'method' as method from audit_log where actor_id = $1 and action <> 'session.ended' order by at, action",
    [vera.id],
  );
  expect(rows.map(({ action, method }) => [action, method ?? ""].join(" ").trim())).toEqual([
    "session.opened email",
    "passkey.added-by-mail",
    "session.opened passkey",
    "passkey.removed",
  ]);
  await expect
    .poll(async () => (await mailsTo(vera.email)).map(({ text }) => text).join())
    .toContain("added a passkey");
});
