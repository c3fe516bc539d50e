import { failure } from "@/lib/i18n/en/failure";
import { connect, expect, expectAccessible } from "../fixtures";
import { test as base, title } from "../leading";

const roles = ["twofold_app", "twofold_auth"];

/** The database's server, which takes no connections of people for a while. */
type Server = { leave: () => Promise<void>; comeBack: () => Promise<void> };

const test = base.extend<{ server: Server }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
  server: async ({}, use) => {
    const admin = await connect();
    const limit = async (most: number) => {
      for (const role of roles) await admin.query(`alter role ${role} connection limit ${most}`);
    };
    const comeBack = () => limit(-1);
    const leave = async () => {
      await limit(0);
      await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = any($1)", [
        roles,
      ]);
    };
    await use({ leave, comeBack });
    await comeBack();
    await admin.end();
  },
});

test("a database that takes no connection is told in plain words, nothing typed is lost, and all comes back", async ({
  lead,
  page,
  server: { leave, comeBack },
}) => {
  const { made } = await lead("Vera");
  const duo = `/insights/duos/${made.duos.p2}`;
  await page.goto(duo);
  const heading = await title(page).textContent();
  const what = page.getByRole("combobox", { name: "What was done" });

  await leave();
  // A page that is not hydrated yet forgets what was chosen.
  await expect(async () => {
    await what.selectOption("Offered a coach");
    await page.getByRole("button", { name: "Note it" }).click();
    const says = page.getByText("Twofold is not available at this moment. Nothing was changed");
    await expect(says).toBeVisible({ timeout: 3000 });
  }).toPass();
  await expect(what.locator("option:checked")).toHaveText("Offered a coach");

  // The page itself, which asks again until it is answered.
  const answer = await page.goto(duo);
  expect([answer?.status(), answer?.headers()["retry-after"]]).toEqual([
    503,
    expect.stringMatching(/^[2-5]$/),
  ]);
  await expect(title(page)).toHaveText(failure.busy.title);
  await expectAccessible(page);
  await comeBack();
  await expect(title(page)).toHaveText(heading!);

  // A link within the app.
  await leave();
  await page.getByRole("link", { name: "Changes" }).first().click();
  await expect(title(page)).toHaveText(failure.busy.title);
  await comeBack();
  await expect(async () => {
    const again = page.getByRole("button", { name: failure.retry });
    if (await again.isVisible()) await again.click();
    await expect(title(page)).not.toHaveText(failure.busy.title, { timeout: 2000 });
  }).toPass();
});
