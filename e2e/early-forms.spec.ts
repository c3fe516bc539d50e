import type { Page, Route } from "@playwright/test";
import { answerFor, evenAnswers } from "@/testkit/factories/answers";
import { irisAndMilo } from "./answering";
import { openEarly } from "./early";
import { expect } from "./fixtures";
import { section, test } from "./leading";

const run = { tag: "@phone" } as const;
const admins = { Ada: { admin: true }, Amos: { admin: true } } as const;

/** Presses a button as somebody does who sees that nothing happens. */
async function pressThrice(page: Page, name: string | RegExp): Promise<void> {
  const button = page.getByRole("button", { name });
  for (let times = 0; times < 3; times++) await button.click();
}

const said = (page: Page, text: string | RegExp) => page.getByRole("status").filter({ hasText: text });

test(
  "a moment sent three times before the page's scripts run is written down once",
  run,
  async ({ arrangeAs, page, database }) => {
    const made = await arrangeAs("Iris", irisAndMilo());
    const go = await openEarly(page, `/duos/${made.duos.pair}`);
    await page.getByText("Write one down").click();
    await page.getByLabel("What did you two achieve?").fill("Releases take a day");
    await page.getByLabel("When?").fill("2025-11-20");
    await pressThrice(page, "Write it down");
    await go();
    await expect(said(page, /^Saved\.$/)).toBeAttached();
    await expect(page.getByText("Waiting for Milo to confirm it.")).toHaveCount(1);
    await page.reload();
    await expect(page.getByText("Waiting for Milo to confirm it.")).toHaveCount(1);
    const { rows } = await database.query("select revision from moments where org_id = $1", [made.orgId]);
    expect(rows).toEqual([{ revision: 1 }]);
  },
);

test(
  "a promise sent three times before the page's scripts run is made once",
  run,
  async ({ arrangeAs, page, database }) => {
    const made = await arrangeAs("Iris", irisAndMilo());
    await answerFor(database, made, () => evenAnswers(4));
    const go = await openEarly(page, `/duos/${made.duos.pair}`);
    const unfold = page.locator("summary").filter({ hasText: "Promise something" });
    await expect(page.getByLabel("What will be different?")).toBeAttached();
    if (await unfold.isVisible()) await unfold.click();
    await page.getByLabel("What will be different?").fill("We decide dates on Mondays");
    await page.getByLabel("Topic").selectOption("Direction");
    await page.getByRole("radio", { name: "Both of you" }).check();
    await pressThrice(page, "Promise it");
    await go();
    await expect(said(page, /^Saved\.$/)).toBeAttached();
    await expect(page.getByText("Both of you · Direction")).toHaveCount(1);
    const { rows } = await database.query("select revision from commitments where org_id = $1", [made.orgId]);
    expect(rows).toEqual([{ revision: 1 }]);
  },
);

test(
  "an action noted, or taken back, three times before the page's scripts run is said as done",
  run,
  async ({ page, lead, database }) => {
    const { made } = await lead("Vera");
    const here = `/insights/duos/${made.duos.p8}`;
    const note = await openEarly(page, here);
    const done = section(page, "What was done");
    await done.getByRole("combobox", { name: "What was done" }).selectOption("Offered a coach");
    await pressThrice(page, "Note it");
    await note();
    await expect(said(page, "Noted: Offered a coach, ")).toBeVisible();
    await expect(done.getByRole("listitem")).toHaveCount(1);

    const takeBack = await openEarly(page, here);
    await pressThrice(page, /^Take back: Offered a coach/);
    await takeBack();
    await expect(said(page, "Taken back: Offered a coach, ")).toBeVisible();
    await expect(done.getByRole("listitem")).toHaveCount(0);
    const { rows } = await database.query(
      "select action from audit_log where org_id = $1 and action like 'action.%' order by at",
      [made.orgId],
    );
    expect(rows).toEqual([{ action: "action.noted" }, { action: "action.taken-back" }]);
  },
);

test(
  "what an admin adds three times before the page's scripts run is added once and said as done",
  run,
  async ({ arrangeAs, page, database }) => {
    const { cycle: _, ...idle } = irisAndMilo(1, admins);
    const made = await arrangeAs("Ada", idle);
    const rowsOf = async (table: "custom_questions" | "role_grants") =>
      (await database.query(`select from ${table} where org_id = $1`, [made.orgId])).rowCount;

    const add = await openEarly(page, "/program/questions");
    await page.getByLabel("The question").fill("How well do you two use the new tool?");
    await page.getByLabel("The answers").fill("Not\nA little\nHalf\nMuch\nFully");
    await page.getByRole("radio", { name: "The two partners, of each other" }).check();
    await pressThrice(page, "Add question");
    await add();
    await expect(said(page, "Added. The next cycle that opens asks it.")).toBeVisible();
    expect(await rowsOf("custom_questions")).toBe(1);

    const granted = await rowsOf("role_grants");
    const grant = await openEarly(page, "/program/roster/grants/new");
    const role = section(page, "Program or audit log");
    await role.getByRole("textbox").fill(made.people.Iris!.email);
    for (let times = 0; times < 3; times++) await role.getByRole("button").click();
    await grant();
    await expect(said(page, "Granted.")).toBeVisible();
    expect(await rowsOf("role_grants")).toBe(granted! + 1);
  },
);

test(
  "what a dialog asks about is not sent by Enter before the page's scripts run: it asks then",
  run,
  async ({ arrangeAs, page, database }) => {
    const { cycle: _, ...idle } = irisAndMilo(1, admins);
    const made = await arrangeAs("Ada", idle);
    const go = await openEarly(page, "/program");
    const closing = page.getByLabel(/^Closes/);
    const typed = (await closing.inputValue()).replace(/T.*/, "T09:15");
    await closing.fill(typed);
    await closing.press("Enter");
    await closing.press("Enter");
    await go();
    const dialog = page.getByRole("dialog");
    await expect(dialog).toBeVisible();
    const opened = async () =>
      (await database.query("select closes_local as closes from cycles where org_id = $1", [made.orgId]))
        .rows;
    expect(await opened()).toEqual([]);
    await dialog.getByRole("button", { name: "Open cycle" }).click();
    await expect(dialog).toBeHidden();
    await expect.poll(opened).toEqual([{ closes: typed }]);
  },
);

test("a moment whose answer was lost and that is sent again is written down once", async ({
  arrangeAs,
  page,
}) => {
  const made = await arrangeAs("Iris", irisAndMilo());
  const here = `/duos/${made.duos.pair}`;
  await page.goto(here);
  await page.getByText("Write one down").click();
  const what = page.getByLabel("What did you two achieve?");
  await what.fill("Releases take a day");
  await page.getByLabel("When?").fill("2025-11-20");
  const loseAnswer = async (route: Route) => {
    if (route.request().method() !== "POST") return route.fallback();
    await route.fetch();
    return route.abort("connectionreset");
  };
  await page.route("**/duos/**", loseAnswer);
  const write = page.getByRole("button", { name: "Write it down" });
  await write.click();
  await expect(page.getByText("No answer came from Twofold.")).toBeVisible();
  await page.unroute("**/duos/**", loseAnswer);
  await what.fill("Releases take an hour");
  await write.click();
  await expect(page.getByText("Waiting for Milo to confirm it.")).toHaveCount(1);
  await page.reload();
  await expect(page.getByText("Waiting for Milo to confirm it.")).toHaveCount(1);
  await expect(page.getByText("Releases take an hour").first()).toBeVisible();
});
