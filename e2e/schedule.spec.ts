import type { Page } from "@playwright/test";
import type { OrganizationSpec } from "@/testkit/factories/organization";
import { confirm } from "./confirming";
import { inDays } from "./days";
import { expect, expectAccessible, test } from "./fixtures";
import { reminderTokenOf } from "./page-token";

const spec: OrganizationSpec = {
  people: { Ada: { admin: true }, Vera: { leads: "Company" }, Ian: {}, Mia: {} },
  duos: { first: { ic: "Ian", manager: "Mia" } },
};

/** The button that was pressed is gone; the focus is not. */
async function expectHeadingFocused(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toMatch(/^H[12]$/);
}

test("an admin starts a schedule, skips one cycle, moves another, and stops it", async ({
  arrangeAs,
  page,
}) => {
  await arrangeAs("Ada", spec);
  await page.goto("/program");
  await page.getByRole("link", { name: "Schedule" }).click();
  await expect(page.getByText("No cycle opens by itself.")).toBeVisible();
  await expectAccessible(page);

  await page.getByLabel("First one on").fill(inDays(-400));
  await page.getByLabel("How often", { exact: true }).selectOption("monthly");
  await page.getByRole("button", { name: "Start the schedule" }).click();
  await expect(page.getByText("This moment has passed. Choose a later one.")).toBeVisible();
  await expect(page.getByLabel("How often", { exact: true })).toHaveValue("monthly");

  await page.getByLabel("First one on").fill(inDays(3));
  await page.getByLabel("How often", { exact: true }).selectOption("six-weekly");
  await page.getByRole("button", { name: "Start the schedule" }).click();
  const table = page.getByRole("table", { name: "The next cycles that open by themselves" });
  await expect(table.getByRole("row")).toHaveCount(4);
  await expect(table).toContainText("Cycle 1: the core, and the profile of both partners");
  await expectAccessible(page);

  const second = table.getByRole("row").nth(2);
  await confirm(page, "Skip", second);
  await expect(second).toContainText("Skipped. It takes no number.");
  const said = (text: string | RegExp) =>
    expect(page.getByRole("status").filter({ hasText: text })).toBeAttached();
  await said(/^The cycle of \d+ \w+ \d{4} is skipped\.$/);
  await expectHeadingFocused(page);
  await expect(table.getByRole("row").nth(3)).toContainText("Cycle 2:");

  const first = table.getByRole("row").nth(1);
  await first.getByRole("button", { name: "Move" }).click();
  await page
    .getByRole("dialog")
    .getByLabel("Opens on")
    .fill(`${inDays(5)}T10:15`);
  await page.getByRole("dialog").getByRole("button", { name: "Move" }).click();
  await expect(first).toContainText("10:15");
  await said("The cycle is moved. The table has its new times.");

  // Another schedule would take back what was decided for single cycles: it says so first, and does nothing
  // unless it is wanted.
  await page.getByLabel("Open for how many days").fill("20");
  const change = page.getByRole("button", { name: "Change the schedule" });
  const asked = page.getByRole("dialog", { name: "Change the schedule?" });
  await change.click();
  await expect(asked.getByRole("listitem")).toHaveText([/^moved: .*10:15/, /^skipped: /]);
  await expectAccessible(page);
  await asked.getByRole("button", { name: "Cancel" }).click();
  await expect(second).toContainText("Skipped. It takes no number.");
  await expect(page.getByLabel("Open for how many days")).toHaveValue("20");

  // By hand, a cycle is proposed to close before that.
  await page.goto("/program");
  await expect(page.getByLabel("Closes on")).toHaveValue(`${inDays(4)}T18:00`);
  await page.goto("/program/schedule");

  // The promise as each role will read it, in either sharing mode.
  const preview = page.getByRole("region", { name: "What people will be told" });
  await preview.getByText("As a partner, before the first question").click();
  await expect(preview).toContainText("leaders of your unit read one row about your duo");
  await preview.getByRole("link", { name: "Units only" }).click();
  await preview.getByText("As a partner, before the first question").click();
  await expect(preview).toContainText("Leaders see nothing about your duo.");
  await expect(preview).not.toContainText("leaders of your unit read one row about your duo");
  await preview.getByText("As a reviewer").click();
  await expect(preview).toContainText("You read the audit log");

  await confirm(page, "Stop the schedule");
  await expect(page.getByText("No cycle opens by itself.")).toBeVisible();
});

test("an open cycle is extended, never shortened, and cancelled before anybody has begun", async ({
  arrangeAs,
  page,
}) => {
  await arrangeAs("Ada", { ...spec, cycle: { closesInDays: 10 } });
  await page.goto("/program/schedule");
  await expect(page.getByRole("heading", { name: "Cycle 1 is open" })).toBeVisible();
  const extendTo = async (day: string) => {
    await page.getByRole("button", { name: "Extend" }).click();
    await page.getByRole("dialog").getByLabel("Closes on").fill(`${day}T18:00`);
    await page.getByRole("dialog").getByRole("button", { name: "Extend" }).click();
  };
  await extendTo(inDays(2));
  await expect(page.getByRole("status").getByText("It can only close later than it does now.")).toBeVisible();
  await extendTo(inDays(12));
  await expect(page.getByText(/It closes by itself on .* at 18:00/)).toBeVisible();

  await page.getByRole("button", { name: "Extend" }).click();
  await page
    .getByRole("dialog")
    .getByLabel("Closes on")
    .fill(`${inDays(40)}T18:00`);
  await expect(page.getByRole("dialog").getByText(/It would take answers for .?5\d days/)).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "Extend" }).click();
  await expect(page.getByRole("status").getByText("14 to 28 days.")).toBeVisible();

  await page.getByRole("button", { name: "Remind those missing" }).click();
  await expect(page.getByRole("dialog")).toContainText("2 people get it.");
  await page.getByRole("dialog").getByRole("button", { name: "Remind those missing" }).click();
  await expect(page.getByRole("status").getByText("2 people get it.")).toBeVisible();
  // With nobody left the dialog says why, and has nothing to press but what closes it.
  await expect(async () => {
    await page.getByRole("button", { name: "Remind those missing" }).click();
    await expect(page.getByRole("dialog")).toContainText(
      "Nobody gets it. 2 people had one in the last two weeks",
    );
  }).toPass();
  await expect(page.getByRole("dialog").getByRole("button")).toHaveText(["Cancel"]);
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  await confirm(page, "Cancel the cycle");
  await expect(page.getByRole("heading", { name: "Cycle 1 is open" })).toBeHidden();
  await page.goto("/program");
  await expect(page.getByText("No cycle is open, and none has been published yet.")).toBeVisible();
});

test("jobs and mail that failed are shown, and a mail is sent again", async ({
  arrange,
  signIn,
  page,
  context,
  database,
}) => {
  const made = await arrange(spec);
  await database.query(
    "insert into outbox (org_id, id, kind, key, person_id, payload, failed_at, attempts, last_error) values ($1, gen_random_uuid(), 'cycle-published', 'cycle-published:a test''s', $2, '{}', now(), 1, 'EENVELOPE 550')",
    [made.orgId, made.people.Ian!.id],
  );
  await signIn(context, made.people.Ada!);
  await page.goto("/program");
  await expect(page.getByText("Some mail was given up on")).toBeVisible();
  await page.getByRole("link", { name: "See jobs and mail" }).click();
  await expect(page.getByText("The receiving server refuses this address (EENVELOPE 550).")).toBeVisible();
  await expect(page.getByRole("rowheader", { name: "Publish closed cycles" })).toBeVisible();
  await expectAccessible(page);
  const later = await context.newPage();
  await later.goto("/program/jobs");
  await confirm(page, "Send again");
  await expect(page.getByText("None was given up on in the last 30 days.")).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "1 mail is on the way again." })).toBeAttached();
  await expectHeadingFocused(page);
  await confirm(later, "Send again");
  await expect(later.getByText("This mail is on its way again already.")).toBeVisible();
  await confirm(page, "Run now");
  await expect(page.getByRole("dialog")).toBeHidden();
  await database.query(
    "insert into outbox (org_id, id, kind, key, person_id, payload, failed_at, attempts, last_error) values ($1, gen_random_uuid(), 'cycle-opened', 'cycle-opened:a test''s', $2, json_build_object('cycleId', gen_random_uuid()), now(), 1, 'EENVELOPE 550')",
    [made.orgId, made.people.Ian!.id],
  );
  await page.reload();
  await expect(page.getByText("Of no use any more: the cycle was cancelled.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Send again" })).toBeHidden();
});

test("a mail program stops reminders with one click from outside, and the reader gets them again", async ({
  arrange,
  page,
  request,
  database,
}) => {
  const made = await arrange(spec);
  const token = reminderTokenOf(made.people.Ian!);
  const wanted = async () =>
    (await database.query("select reminders from people where id = $1", [made.people.Ian!.id])).rows[0]
      .reminders;
  const oneClick = {
    form: { "List-Unsubscribe": "One-Click" },
    headers: { origin: "https://mail.example.com" },
  };
  expect((await request.post(`/api/reminders?token=${token.slice(0, -1)}x`, oneClick)).status()).toBe(404);
  expect(await wanted()).toBe(true);
  expect((await request.post(`/api/reminders?token=${token}`, oneClick)).status()).toBe(204);
  expect(await wanted()).toBe(false);

  await page.goto(`/api/reminders?token=${token}`);
  await expect(page).toHaveURL(`/reminders?token=${token}`);
  await expectAccessible(page);
  expect(await wanted()).toBe(false);
  await page.getByRole("button", { name: "Get reminders again" }).click();
  await expect(page.getByRole("button", { name: "Stop reminders" })).toBeVisible();
  expect(await wanted()).toBe(true);
});
