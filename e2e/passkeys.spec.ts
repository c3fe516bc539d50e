import type { Page } from "@playwright/test";
import { confirm } from "./confirming";
import { addPasskey, withDevice } from "./device";
import { expect, expectAccessible, test } from "./fixtures";
import { mailsTo, signInMail } from "./inbox";

const own = (page: Page) => page.getByRole("list", { name: "Your passkeys" }).getByRole("listitem");

async function signOut(page: Page): Promise<void> {
  await page.getByLabel(/^Your account/).click();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page).toHaveURL(/\/$/);
}

async function signIn(page: Page): Promise<void> {
  await page.goto("/sign-in?next=/account");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
}

test("a passkey is added, signs in, signs in again in place, and once removed signs in nobody", async ({
  page,
  arrangeAs,
  database,
}) => {
  const { people } = await arrangeAs("Dana", { people: { Dana: {} } });
  const { id, email } = people.Dana!;
  await withDevice(page);
  await page.goto("/account");
  await expect(page.getByText("You have no passkey yet.")).toBeVisible();
  await addPasskey(page, "Work laptop");
  await expect(own(page)).toContainText(/Work laptop.*Added .*, not used yet/);
  await expect
    .poll(async () => (await mailsTo(email)).map(({ text }) => text).join())
    .toContain("added a passkey");

  // The same device makes no second one, and what was typed stays.
  await addPasskey(page, "Work laptop again");
  await expect(page.getByText("This device has a passkey of yours for Twofold already")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Name of the passkey" }).last()).toHaveValue(
    "Work laptop again",
  );
  await expect(own(page)).toHaveCount(1);
  await expectAccessible(page);

  await own(page).getByText("Rename").click();
  await own(page).getByRole("textbox", { name: "Name of the passkey" }).fill("Laptop of Dana");
  await own(page).getByRole("button", { name: "Save the name" }).click();
  await expect(own(page)).toContainText("Laptop of Dana");

  await signOut(page);
  await page.goto("/sign-in");
  await expectAccessible(page);
  await signIn(page);
  await expect(page).toHaveURL(/\/account$/);
  await expect(own(page)).toContainText(/last used/);

  // After an hour its removal asks again, and the passkey itself answers.
  await database.query(
    "update sessions set created_at = created_at - interval '61 minutes' where user_id = (select user_id from people where id = $1)",
    [id],
  );
  await confirm(page, "Remove", own(page));
  const asked = page.getByRole("dialog", { name: "Sign in again to go on" });
  await expectAccessible(page);
  await asked.getByRole("button", { name: "Use a passkey" }).click();
  await expect(page.getByText("You have no passkey yet.")).toBeVisible();

  await signOut(page);
  await signIn(page);
  await expect(page.getByText("This passkey signs in nobody here.")).toBeVisible();
  await expect(page.getByText("Reason: unknown-passkey")).toBeVisible();
  const { rows } = await database.query(
    "select action, detail ->> 'method' as method from audit_log where actor_id = $1 and action <> 'session.ended' order by at",
    [id],
  );
  expect(rows.map(({ action, method }) => [action, method ?? ""].join(" ").trim())).toEqual([
    "passkey.added",
    "passkey.renamed",
    "session.opened passkey",
    "session.opened passkey",
    "passkey.removed",
  ]);
});

test("a lost passkey is removed and replaced after a mailed link, told by mail and in the log", async ({
  page,
  browser,
  arrangeAs,
  database,
}) => {
  const { people } = await arrangeAs("Dana", { people: { Dana: {} } });
  const { id, email } = people.Dana!;
  await withDevice(page);
  await page.goto("/account");
  await addPasskey(page, "Lost phone");
  await expect(own(page)).toContainText("Lost phone");
  await expect.poll(async () => (await mailsTo(email)).length).toBe(1);

  // Another device, whose browser has no passkey and no session.
  const context = await browser.newContext();
  const other = await context.newPage();
  await withDevice(other);
  await other.goto("/sign-in?next=/account");
  await other.getByLabel("Your work e-mail").fill(email);
  await other.getByRole("button", { name: "Send me a link and a code" }).click();
  // The mail may be there before the page that its request leads to.
  await expect(other).toHaveURL(/\/sign-in\/code/);
  await other.goto((await signInMail(email, 2)).link);
  await other.getByRole("button", { name: "Sign in" }).click();
  await confirm(other, "Remove", own(other));
  await expect(other.getByText("You have no passkey yet.")).toBeVisible();
  await addPasskey(other, "New phone");
  await expect(own(other)).toContainText("New phone");
  await signOut(other);
  await signIn(other);
  await expect(own(other)).toContainText(/New phone.*last used/);

  // The lost device no longer signs anybody in.
  await signOut(page);
  await signIn(page);
  await expect(page.getByText("This passkey signs in nobody here.")).toBeVisible();
  const told = async () => (await mailsTo(email)).map(({ text }) => text).join();
  await expect.poll(told).toContain("removed a passkey");
  const { rows } = await database.query(
    "select action from audit_log where actor_id = $1 and action like 'passkey.%' order by at",
    [id],
  );
  expect(rows.map(({ action }) => action)).toEqual(["passkey.added", "passkey.removed", "passkey.added"]);
  await context.close();
});
