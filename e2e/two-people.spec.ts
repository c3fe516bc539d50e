import type { Page } from "@playwright/test";
import { wholeAnswers } from "@/testkit/factories/answers";
import {
  answerQuestion,
  beginSurvey,
  expectSaved,
  irisAndMilo,
  keptOnDevice,
  resumeSurvey,
  surveyPath,
} from "./answering";
import { expect, expectAccessible } from "./fixtures";
import { filter, test, title } from "./leading";
import { mark, stayed } from "./reloading";
import { expectOther, lookAgain, otherIs } from "./switched";

test("a survey left open while the partner signs in gives nothing away and loses nothing", async ({
  arrangeAs,
  signIn,
  context,
  page,
  database,
}) => {
  // Saving alone is to find out here; the page may be looked at again at any moment.
  await page.route("**/api/page", (route) => route.abort());
  const made = await arrangeAs("Iris", irisAndMilo());
  await beginSurvey(page, made);
  await answerQuestion(page, 1);
  await expectSaved(page);

  await signIn(context, made.people.Milo!);
  const milo = await context.newPage();
  await beginSurvey(milo, made);
  await answerQuestion(milo, 4);
  await expectSaved(milo);

  const replies: string[] = [];
  page.on("response", async (response) => {
    if (response.url().endsWith("/draft")) replies.push(await response.text());
  });
  await page.getByRole("radio").nth(2).check();
  await expectOther(page, "Milo");
  await expectAccessible(page);
  expect(replies.map((reply) => JSON.parse(reply))).toEqual([
    { error: "other-person", fields: {}, signedInAs: "Milo Example" },
  ]);
  // Neither in clear in the storage nor anywhere in the page.
  expect(await page.evaluate(() => document.body.innerText)).not.toContain("Iris");
  const kept = await keptOnDevice(page);
  expect(kept).toContain("twofold:unsaved:");
  // An item's code in quotes: what is sealed is base64, which holds any two letters.
  expect(kept).not.toContain('"DQ');
  expect(await page.getByRole("radio").count()).toBe(0);
  const { rows } = await database.query(
    "select author_id, revision from responses where duo_id = $1 order by revision",
    [made.duos.pair],
  );
  expect(rows.map(({ author_id }) => author_id).sort()).toEqual(
    [made.people.Iris!.id, made.people.Milo!.id].sort(),
  );

  await signIn(context, made.people.Iris!);
  await page.goto(surveyPath(made));
  await expectSaved(page);
  await page.reload();
  await expect(page.getByText(/^3 of \d+/)).toBeVisible();
  await page.getByRole("link", { name: "Back" }).click();
  await expect(page.getByRole("radio").nth(2)).toBeChecked();
  expect(await keptOnDevice(page)).not.toContain("twofold:unsaved:");
});

test("looking at the tab again is enough to hide what it held", async ({
  arrangeAs,
  signIn,
  context,
  page,
}) => {
  const made = await arrangeAs("Iris", irisAndMilo());
  await beginSurvey(page, made);
  await answerQuestion(page, 1);
  await expectSaved(page);
  await signIn(context, made.people.Milo!);
  await lookAgain(page);
  await expectOther(page, "Milo");
  // The page comes back with its person.
  await signIn(context, made.people.Iris!);
  await lookAgain(page);
  await expect(page.getByRole("radio").first()).toBeVisible();
  await page.getByRole("link", { name: "Back" }).click();
  await expect(page.getByRole("radio").nth(1)).toBeChecked();
});

test("a submission from the other partner's tab replaces nothing", async ({
  arrangeAs,
  signIn,
  context,
  page,
  database,
}) => {
  const made = await arrangeAs("Iris", irisAndMilo());
  await resumeSurvey(page, made, { name: "Iris", answers: wholeAnswers(2, 1) });
  await signIn(context, made.people.Milo!);
  await page.getByRole("button", { name: "Submit", exact: true }).click();
  await expectOther(page, "Milo");
  const { rows } = await database.query("select author_id, state from responses where duo_id = $1", [
    made.duos.pair,
  ]);
  expect(rows).toEqual([{ author_id: made.people.Iris!.id, state: "draft" }]);
});

test("looking at any page again after somebody else signed in is enough to take it away", async ({
  arrange,
  signIn,
  context,
  page,
}) => {
  const made = await arrange(irisAndMilo(1, { Ada: { admin: true }, Amos: { admin: true } }));
  const { duos, people } = made;
  const own = [`/duos/${duos.pair}`, `${surveyPath(made)}/decline`];
  for (const path of ["/program/roster/people", "/audit", "/account", ...own]) {
    await signIn(context, own.includes(path) ? people.Iris! : people.Ada!);
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await signIn(context, people.Amos!);
    // Before the page's scripts have run it notices nothing.
    await expect(async () => {
      await lookAgain(page);
      await expect(otherIs(page, "Amos"), path).toBeVisible({ timeout: 2_000 });
    }).toPass();
    expect(await page.evaluate(() => document.body.innerText), path).not.toMatch(/Iris|Ada/);
  }
});

test("signing out in somebody else's old tab signs nobody out", async ({
  arrangeAs,
  signIn,
  context,
  page,
  database,
}) => {
  const made = await arrangeAs("Iris", irisAndMilo());
  await page.goto("/account");
  await signIn(context, made.people.Milo!);
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await expectOther(page, "Milo");
  const { rows } = await database.query(
    "select count(*)::int as n from sessions s join people p on p.user_id = s.user_id where p.id = $1",
    [made.people.Milo!.id],
  );
  expect(rows).toEqual([{ n: 1 }]);
});

/** Whose name the frame shows. */
const frameOf = (page: Page, name: string) =>
  page.locator("summary").filter({ has: page.locator(`[title="${name} Example"]`) });

for (const [what, change] of [
  ["a link", (page: Page) => page.getByRole("link", { name: "Units", exact: true }).click()],
  ["a filter", (page: Page) => filter(page, "State").selectOption({ index: 1 })],
] as const) {
  test(`a page that ${what} changes in place under another session comes with that person's frame`, async ({
    lead,
    signIn,
    context,
    page,
  }) => {
    const { made } = await lead("Vera");
    await page.goto("/insights/duos");
    await expect(frameOf(page, "Vera")).toBeAttached();
    await mark(page);
    await change(page);
    await expect(page).not.toHaveURL(/\/insights\/duos$/);
    expect(await stayed(page)).toBe(true);
    await page.goto("/insights/duos");
    await mark(page);

    await signIn(context, made.people.Dina!);
    // What is shown between the change and the new page, by the page itself.
    const shown: string[] = [];
    await page.exposeFunction("noteShown", (text: string) => shown.push(text));
    await page.evaluate(() => {
      const main = document.querySelector("main")!;
      const note = (window as unknown as { noteShown: (text: string) => void }).noteShown;
      new MutationObserver(() => note(main.innerText)).observe(main, { childList: true, subtree: true });
    });
    await change(page);
    await expect(frameOf(page, "Dina")).toBeAttached();
    await expect(frameOf(page, "Vera")).toHaveCount(0);
    expect(await stayed(page)).toBe(false);
    await expect(page).not.toHaveURL(/\/insights\/duos$/);
    // Nothing of a page made for Dina stood in Vera's frame: hers is about Product, and Company is not in it.
    expect(shown.filter((text) => text.includes("Product") && !text.includes("Company"))).toEqual([]);
  });
}

test("what is not there for the person who signed in since says so in that person's frame", async ({
  lead,
  signIn,
  context,
  page,
}) => {
  const { made } = await lead("Vera");
  await page.goto("/insights/duos");
  await mark(page);
  await signIn(context, made.people.Ip1!);
  await page.getByRole("link", { name: "Units", exact: true }).click();
  await expect(title(page)).toHaveText("There is nothing here for you");
  await expect(frameOf(page, "Ip1")).toBeAttached();
  expect(await stayed(page)).toBe(false);
});
