import type { Page } from "@playwright/test";
import { answerAll, expectSaved, irisAndMilo, resumeSurvey, submit, surveyPath } from "./answering";
import { expectFits } from "./fitting";
import { expect, expectAccessible, test } from "./fixtures";

/** What somebody reads on a page, without what a reload changes. */
const read = async (page: Page) => {
  await page.reload();
  return page.locator("main").innerText();
};

test("a cycle can be declined and answered after all; the partner reads the same throughout, the admin that no reminder is needed", async ({
  arrangeAs,
  openAs,
  page,
}) => {
  const spec = irisAndMilo(4, { Ada: { admin: true } });
  spec.duos!.pair!.lineManager = true;
  const made = await arrangeAs("Iris", spec);
  const milo = await openAs(made, "Milo", "/home");
  const before = await read(milo);
  const ada = await openAs(made, "Ada", "/program");
  await expect(ada.getByText(/no reminder needed/)).toHaveCount(0);

  await page.goto(surveyPath(made));
  await expect(page.getByText("Milo is also your line manager")).toBeVisible();
  await expect(page.getByText("Either of you may decline this cycle")).toBeVisible();
  await resumeSurvey(page, made, { name: "Iris" });
  const tab = await page.context().newPage();
  await tab.goto(`${surveyPath(made)}/decline`);
  await expect(tab.getByText("no reminder comes")).toBeVisible();
  await expectAccessible(tab);
  await expectFits(tab, "declining a cycle");
  await tab.getByRole("button", { name: "Decline this cycle" }).click();
  await expect(tab.getByRole("heading", { name: "You declined this cycle" })).toBeVisible();

  expect(await read(milo)).toBe(before);
  await ada.reload();
  await expect(ada.getByText(/Iris.*no reminder needed/)).toBeVisible();
  await tab.goto("/home");
  await expect(tab.getByRole("heading", { name: "Declined" })).toBeVisible();
  await expectAccessible(tab);
  await tab.getByRole("link", { name: "Change my mind" }).click();
  await tab.getByRole("button", { name: "Answer after all" }).click();
  await expect(tab).toHaveURL(new RegExp(`${surveyPath(made)}$`));
  await ada.reload();
  await expect(ada.getByText(/no reminder needed/)).toHaveCount(0);

  // Declined once more, and submitted in the tab that was open all the time: the answers count.
  await tab.goto(`${surveyPath(made)}/decline`);
  await tab.getByRole("button", { name: "Decline this cycle" }).click();
  await expect(tab.getByRole("heading", { name: "You declined this cycle" })).toBeVisible();
  await answerAll(page, 1);
  await expectSaved(page);
  await submit(page);
  await ada.reload();
  await expect(ada.getByText(/no reminder needed/)).toHaveCount(0);
  await milo.goto(surveyPath(made));
  await expect(milo.getByText("You are also Iris’s line manager")).toBeVisible();
});

test("a page for declining that is open while the cycle is cancelled says so", async ({
  arrangeAs,
  database,
  openAs,
  page,
}) => {
  const made = await arrangeAs("Iris", irisAndMilo(4));
  const milo = await openAs(made, "Milo", `${surveyPath(made)}/decline`);
  await milo.getByRole("button", { name: "Decline this cycle" }).click();
  await expect(milo.getByRole("button", { name: "Answer after all" })).toBeVisible();
  await page.goto(`${surveyPath(made)}/decline`);
  await database.query("set session_replication_role = replica");
  for (const table of ["cycle_declines", "duo_cycle_sides", "duo_cycles", "cycle_units"])
    await database.query(`delete from ${table} where cycle_id = $1`, [made.cycleId]);
  await database.query("delete from cycles where id = $1", [made.cycleId]);
  await database.query("reset session_replication_role");
  for (const [one, name] of [
    [page, "Decline this cycle"],
    [milo, "Answer after all"],
  ] as const) {
    await one.getByRole("button", { name }).click();
    const said = one
      .getByRole("status")
      .filter({ hasText: "The cycle was cancelled before anybody answered." });
    await expect(said.last()).toBeVisible();
    await expect(one.getByText("This does not exist")).toHaveCount(0);
  }
});
