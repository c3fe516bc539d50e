import { confirm } from "./confirming";
import { inDays } from "./days";
import { expect, expectAccessible, test } from "./fixtures";

const changed = "This was changed meanwhile, by the clock or by another admin.";

test("a page of the schedule that is not true any more overwrites nothing, and shows what is true", async ({
  arrangeAs,
  page,
  context,
}) => {
  await arrangeAs("Ada", {
    people: { Ada: { admin: true }, Vera: { leads: "Company" }, Ian: {}, Mia: {} },
    duos: { first: { ic: "Ian", manager: "Mia" } },
    cycle: { closesInDays: 10 },
  });
  await page.goto("/program/schedule");
  await page.getByLabel("First one on").fill(inDays(20));
  await page.getByRole("button", { name: "Start the schedule" }).click();
  const planned = (on: typeof page) => on.getByRole("region", { name: "Next cycles" }).getByRole("row");
  const rowOf = (on: typeof page) => planned(on).nth(1);
  await expect(rowOf(page)).toBeVisible();
  const other = await context.newPage();
  const moveTo = async (on: typeof page, day: string) => {
    await rowOf(on).getByRole("button", { name: "Move" }).click();
    await on.getByRole("dialog").getByLabel("Opens on").fill(`${day}T10:15`);
    await on.getByRole("dialog").getByRole("button", { name: "Move" }).click();
  };

  await other.goto("/program/schedule");
  await moveTo(page, inDays(22));
  await expect(rowOf(page)).toContainText("10:15");
  await moveTo(other, inDays(23));
  await expect(other.getByText(changed)).toBeVisible();
  const opens = await rowOf(page).getByRole("rowheader").innerText();
  await expect(rowOf(other).getByRole("rowheader")).toHaveText(opens);

  // Of the open cycle's close.
  const extend = async (on: typeof page, day: string) => {
    await on.getByRole("button", { name: "Extend" }).click();
    await on.getByRole("dialog").getByLabel("Closes on").fill(`${day}T18:00`);
    await on.getByRole("dialog").getByRole("button", { name: "Extend" }).click();
  };
  await extend(page, inDays(13));
  await expect(page.getByText("The cycle has more time.")).toBeAttached();
  await extend(other, inDays(12));
  await expect(other.getByText(changed).first()).toBeVisible();
  const closes = (on: typeof page) => on.getByText(/^It closes by itself on/);
  await expect(closes(other)).toHaveText(await closes(page).innerText());

  // Another schedule takes back what single cycles were given: a page that does not show it is told, and asks then.
  await page.reload();
  await other.reload();
  await confirm(page, "Skip", planned(page).nth(2));
  await expect(page.getByText("Skipped. It takes no number.")).toBeVisible();
  await other.getByLabel("Open for how many days").fill("20");
  const dialog = other.getByRole("dialog", { name: "Change the schedule?" });
  const change = other.getByRole("button", { name: "Change the schedule" }).first();
  await change.click();
  await expect(dialog.getByRole("listitem")).toHaveText([/^moved: /]);
  await dialog.getByRole("button", { name: "Change the schedule" }).click();
  await expect(other.getByText("A cycle was skipped or moved meanwhile")).toBeVisible();
  await expect(other.getByText("Skipped. It takes no number.")).toBeVisible();
  await expect(other.getByLabel("Open for how many days")).toHaveValue("20");
  await change.click();
  await expect(dialog.getByRole("listitem")).toHaveText([/^moved: /, /^skipped: /]);
  await dialog.getByRole("button", { name: "Change the schedule" }).click();
  await expect(other.getByText("The schedule is saved.")).toBeAttached();
  await expect(other.getByText("Skipped. It takes no number.")).toBeHidden();

  // After the close the page says that it is closed, whatever is pressed.
  await page.goto("/program");
  await confirm(page, "Close now");
  await expect(page.getByText("Cycle 1 is open")).toBeHidden();
  await confirm(other, "Cancel the cycle");
  await expect(other.getByText("Somebody has begun to answer")).toBeHidden();
  await expect(other.getByRole("heading", { name: "Cycle 1 is open" })).toBeHidden();
  // What was pressed is gone with the page that it was on; why nothing was done is on screen, until it is closed.
  const said = other.getByRole("status").filter({ hasText: /\w/ });
  await expect(said).toBeInViewport({ ratio: 0.9 });
  await expectAccessible(other);
  await other.getByRole("button", { name: "Close", exact: true }).click();
  await expect(said).toHaveCount(0);
  const second = (on: typeof page) => planned(on).nth(2);
  await page.goto("/program/schedule");
  await confirm(page, "Skip", second(page));
  await expect(second(page)).toContainText("Skipped. It takes no number.");
  await second(other).getByRole("button", { name: "Move" }).click();
  await other.getByRole("dialog").getByRole("button", { name: "Move" }).click();
  await expect(second(other)).toContainText("Skipped. It takes no number.");
  await expect(said).toContainText(changed);
  await expect(said).toBeInViewport({ ratio: 0.9 });
  // Another page has nothing to do with it.
  await other.getByRole("navigation").getByRole("link", { name: "Program" }).click();
  await expect(other).toHaveURL(/program$/);
  await expect(said).toHaveCount(0);
});
