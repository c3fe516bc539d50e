import type { Page } from "@playwright/test";
import { expect, expectAccessible } from "./fixtures";
import { section, test } from "./leading";

const doneOn = (page: Page) => section(page, "What was done");
const choose = (page: Page, kind: string) =>
  doneOn(page).getByRole("combobox", { name: "What was done" }).selectOption(kind);
const press = (page: Page) => doneOn(page).getByRole("button", { name: "Note it" }).click();
const said = (page: Page, text: string | RegExp) =>
  expect(doneOn(page).getByRole("status").filter({ hasText: text })).toBeVisible();
const takeBacks = (page: Page) => doneOn(page).getByRole("button", { name: /^Take back/ });

test("two leaders who note for one duo at once: it stands once, each takes back their own, and both pages say so", async ({
  page,
  lead,
  openAs,
  database,
}) => {
  const { made } = await lead("Vera");
  const path = `/insights/duos/${made.duos.p8}`;
  await page.goto(path);
  const other = await openAs(made, "Dina", path);
  await Promise.all([choose(page, "Offered a coach"), choose(other, "Offered a coach")]);
  await Promise.all([press(page), press(other)]);

  // One of the two was first; to the other it is told, with the line and without the way to take it back.
  for (const one of [page, other]) await expect(doneOn(one).getByRole("listitem")).toHaveCount(1);
  const isVeras = (await takeBacks(page).count()) === 1;
  const [first, second] = isVeras ? [page, other] : [other, page];
  await said(first, "Noted: Offered a coach, ");
  await said(second, "The same is noted for that day already.");
  await expect(takeBacks(first)).toHaveCount(1);
  await expect(takeBacks(second)).toHaveCount(0);
  await expectAccessible(second);
  const { rows } = await database.query("select noted_by from noted_actions where duo_id = $1", [
    made.duos.p8,
  ]);
  expect(rows).toEqual([{ noted_by: made.people[isVeras ? "Vera" : "Dina"]!.id }]);

  // Two different ones at once: both stand, whichever page is made anew.
  await Promise.all([choose(first, "Talked with both"), choose(second, "Left alone on purpose")]);
  await Promise.all([press(first), press(second)]);
  await said(first, "Noted: Talked with both, ");
  await said(second, "Noted: Left alone on purpose, ");
  for (const one of [first, second]) {
    await one.reload();
    await expect(doneOn(one).getByRole("listitem")).toHaveCount(3);
  }
  await expect(takeBacks(first)).toHaveCount(2);
  await expect(takeBacks(second)).toHaveCount(1);

  // One takes back while the other's page still shows it: what the other does next shows that it is gone.
  await doneOn(first)
    .getByRole("button", { name: /^Take back: Offered a coach/ })
    .click();
  await said(first, "Taken back: Offered a coach, ");
  await expect(doneOn(first).getByRole("listitem")).toHaveCount(2);
  await expect(doneOn(second).getByRole("listitem")).toHaveCount(3);
  await choose(second, "Offered a coach");
  await press(second);
  await said(second, "Noted: Offered a coach, ");
  await expect(doneOn(second).getByRole("listitem")).toHaveCount(3);
  await expect(takeBacks(second)).toHaveCount(2);
  await expect(doneOn(first).getByRole("listitem")).toHaveCount(2);
  await first.reload();
  await expect(doneOn(first).getByRole("listitem")).toHaveCount(3);
  await expect(takeBacks(first)).toHaveCount(1);
});

test("what a leader takes back in one tab is told in their other one", async ({ page, context, lead }) => {
  const { made } = await lead("Vera");
  const path = `/insights/duos/${made.duos.p8}`;
  await page.goto(path);
  await choose(page, "Offered a coach");
  await press(page);
  await expect(takeBacks(page)).toHaveCount(1);
  const tab = await context.newPage();
  await tab.goto(path);
  await takeBacks(tab).click();
  await expect(doneOn(tab).getByRole("listitem")).toHaveCount(0);
  await takeBacks(page).click();
  await said(page, "It is not there any more");
  await expect(doneOn(page).getByRole("listitem")).toHaveCount(0);
  await expectAccessible(page);
});
