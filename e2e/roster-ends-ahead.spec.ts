import type { Page } from "@playwright/test";
import type { OrganizationSpec } from "@/testkit/factories/organization";
import { expect, expectAccessible, test } from "./fixtures";

const spec: OrganizationSpec = {
  units: { Acme: {}, Eng: { parent: "Acme" } },
  people: { Ada: { admin: true, externalId: "E0" }, Ian: { externalId: "E1" }, Mia: { externalId: "E2" } },
  duos: { first: { ic: "Ian", manager: "Mia", unit: "Eng" } },
  cycle: {},
};
const day = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);

async function end(page: Page, on: string, look = "End") {
  await page.getByLabel("Ends on").fill(on);
  await page.getByRole("button", { name: look, exact: true }).first().click();
}

async function doIt(page: Page) {
  await page.getByRole("button", { name: "Do it" }).click();
  await expect(page.getByText("Done", { exact: true })).toBeVisible();
}

test("a person's end that is to come lists the end of the duo with its day, and taking it back lists that too", async ({
  arrangeAs,
  page,
  database,
}) => {
  const made = await arrangeAs("Ada", spec);
  await page.goto(`/program/roster/people/${made.people.Ian!.id}`);
  await end(page, day);
  const ends = new RegExp(`Duo .*: Changed, one of the people ends, ends on: – → ${day}`);
  await expect(page.getByText(ends)).toBeVisible();
  await expectAccessible(page);
  await doIt(page);
  const stored = async () =>
    (await database.query("select ended_on::text as day from duos where id = $1", [made.duos.first])).rows;
  expect(await stored()).toEqual([{ day }]);
  await page.goto(`/program/roster/people/${made.people.Ian!.id}`);
  await expect(page.getByLabel("Ends on")).toHaveValue(day);
  await end(page, "", "Change the end");
  await expect(
    page.getByText(/Duo .*: Changed, it was to end with somebody whose end has changed/),
  ).toBeVisible();
  await doIt(page);
  expect(await stored()).toEqual([{ day: null }]);
});

test("a unit's end that is to come waits for its duo, and the duo then for the unit", async ({
  arrangeAs,
  page,
}) => {
  const made = await arrangeAs("Ada", spec);
  const unit = `/program/roster/units/${made.units.Eng}`;
  const duo = `/program/roster/duos/${made.duos.first}`;
  await page.goto(unit);
  await end(page, day);
  await expect(
    page.getByText(/A unit ends while a duo is in it .* Move the duo first, or end it by that day/),
  ).toBeVisible();
  await page.goto(duo);
  await end(page, day);
  await doIt(page);
  await page.goto(unit);
  await end(page, day);
  await doIt(page);
  await page.goto(duo);
  await expect(page.getByLabel("Ends on")).toHaveValue(day);
  await end(page, "", "Change the end");
  await expect(page.getByText(/This unit has ended or ends earlier/)).toBeVisible();
  await expectAccessible(page);
});

test("a duo that has not begun says that it never begins, and nothing typed is lost where what is over is ended again", async ({
  arrangeAs,
  page,
  database,
}) => {
  const made = await arrangeAs("Ada", { ...spec, cycle: undefined });
  const start = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  await database.query("update duos set started_on = $1 where id = $2", [start, made.duos.first]);
  const person = `/program/roster/people/${made.people.Ian!.id}`;
  await page.goto(person);
  await end(page, day);
  await expect(page.getByText(/ends on: – → .*, it would begin later, and so never does/)).toBeVisible();
  await doIt(page);
  await page.goto("/program/roster/duos");
  await expect(page.getByText(/Never begins: ends/)).toBeVisible();
  await page.goto(`/program/roster/duos/${made.duos.first}`);
  await expect(page.getByText(/It ends on .* with one of its people or its unit/)).toBeVisible();
  await expect(page.getByText(/It would start on .* and so never begins/)).toBeVisible();
  await expectAccessible(page);
  await page.goto(person);
  await end(page, "", "Change the end");
  await doIt(page);
  await page.goto(person);
  await end(page, new Date().toISOString().slice(0, 10));
  await doIt(page);
  const past = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);
  await page.goto(person);
  await end(page, past, "Let go on");
  await expect(page.getByText(/This is over already .* Choose a day to come/)).toBeVisible();
  await expect(page.getByLabel("Ends on")).toHaveValue(past);
});
