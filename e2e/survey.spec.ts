import type { Locator } from "@playwright/test";
import type pg from "pg";
import { evenAnswers, storedParts } from "@/testkit/factories/answers";
import type { MadeOrganization } from "@/testkit/factories/organization";
import {
  acceptPromise,
  answerAll,
  answerQuestion,
  beginSurvey,
  expectSaved,
  irisAndMilo,
  resumeSurvey,
  submit,
  surveyPath,
} from "./answering";
import { expect, expectAccessible, test } from "./fixtures";
import { expectTabOrder } from "./keyboard";

/** Has the open cycle ask two questions of the organization's own: one for the two partners, one for figures of units. */
async function askOwnQuestions(database: pg.Client, { orgId, cycleId }: MadeOrganization): Promise<void> {
  await database.query(
    `with question as (
       insert into custom_questions (org_id, id, slot, kind, answer_class, wording, options)
       values ($1, gen_random_uuid(), 1, 'scale', 'shared', 'How well did {P} and you plan the office move?', '{Not at all,Slightly,Moderately,Very,Extremely}'),
              ($1, gen_random_uuid(), 2, 'choice', 'aggregate', 'Is the new structure clear to you?', '{Hardly,Mostly}')
       returning id
     ) insert into cycle_questions (org_id, cycle_id, question_id) select $1, $2, id from question`,
    [orgId, cycleId],
  );
}

test("two partners answer; neither sees anything before both have; then both see the reveal", {
  tag: "@phone",
}, async ({ arrange, openAs, database }) => {
  const made = await arrange(irisAndMilo());
  await askOwnQuestions(database, made);
  const iris = await openAs(made, "Iris", "/home");
  await expectAccessible(iris);
  await iris.getByRole("link", { name: "Answer now" }).click();
  await expect(iris.getByText("Milo sees your shared answers side by side")).toBeVisible();
  await expectAccessible(iris);
  await acceptPromise(iris);
  await expectAccessible(iris);
  await answerAll(iris, 3);
  await expectAccessible(iris);
  await iris.locator('a[href="#OWN2A"]').click();
  await expect(iris.getByRole("heading", { level: 1 })).toHaveText("Is the new structure clear to you?");
  await expect(iris.getByText("Nobody reads your answer. Your leaders read a rounded figure")).toBeVisible();
  await expectAccessible(iris);
  await answerAll(iris, 1);
  await submit(iris);
  await expectAccessible(iris);
  await iris.goto(`/duos/${made.duos.pair}`);
  await expect(iris.getByText("There is nothing to compare now")).toBeVisible();

  const milo = await openAs(made, "Milo", "/home");
  await expect(milo.getByText("Iris has submitted.")).toBeVisible();
  await milo.goto(`/duos/${made.duos.pair}`);
  await expect(milo.getByText("Your answers are missing")).toBeVisible();
  expect(await milo.content()).not.toContain("Usually");
  await resumeSurvey(milo, made, { name: "Milo", answers: evenAnswers(2) });
  await answerAll(milo, 1);
  await submit(milo);
  await milo.getByRole("link", { name: "See both views" }).click();

  for (const page of [milo, iris]) {
    await page.goto(`/duos/${made.duos.pair}`);
    await expect(page.getByRole("heading", { name: /You both answered/ })).toBeVisible();
    await expect(page.getByText("Biggest gap").first()).toBeVisible();
    const own = page.getByRole("region", { name: "Your organization’s own questions" });
    await expect(own.getByRole("heading", { level: 3 })).toHaveText(
      /^How well did .*(Iris|Milo).* and you plan the office move\?$/,
    );
    await expect(own).toContainText("Slightly");
    await expect(own).toContainText("Very");
    await expectAccessible(page);
    const html = await page.content();
    for (const hidden of [
      "what usually happened",
      "What do you expect",
      "how credit for results",
      "new structure",
    ]) {
      expect(html).not.toContain(hidden);
    }
    await page.goto(surveyPath(made));
    await expect(page.getByText("Answers cannot change any more.")).toBeVisible();
    await expectAccessible(page);
  }
  const { rows } = await database.query(
    "select count(*)::int as responses from responses where duo_id = $1 and state = 'submitted'",
    [made.duos.pair],
  );
  expect(rows).toEqual([{ responses: 2 }]);
});

test("answers are saved as they are given and come back on another device", async ({ arrange, openAs }) => {
  const made = await arrange(irisAndMilo());
  const page = await openAs(made, "Iris");
  await beginSurvey(page, made);
  await answerQuestion(page, 2);
  await answerQuestion(page, 1);
  await expectSaved(page);

  const elsewhere = await openAs(made, "Iris", surveyPath(made));
  await expect(elsewhere.getByText(/^3 of \d+/)).toBeVisible();
  await elsewhere.getByRole("link", { name: "Back" }).click();
  await expect(elsewhere.getByRole("radio").nth(1)).toBeChecked();
});

test("a lost connection keeps what was typed, says so, and saves it when it is back", async ({
  arrangeAs,
  page,
  context,
  database,
}) => {
  const made = await arrangeAs("Iris", irisAndMilo());
  await beginSurvey(page, made);
  await context.setOffline(true);
  await answerQuestion(page, 4);
  await expect(page.getByText("No connection")).toBeVisible();
  await expectAccessible(page);
  await context.setOffline(false);
  await expect(page.getByText("Saved", { exact: true })).toBeVisible({ timeout: 15_000 });
  const stored = await storedParts(database, made.duos.pair!);
  const shared = stored.filter((part) => part.class === "S" && part.stage === "draft");
  expect(shared.map(({ answers }) => answers)).toEqual([{ DQ1: 5 }]);
});

test("a session that ends in mid-survey loses nothing: sign in again and go on", async ({
  arrangeAs,
  signIn,
  page,
  context,
  database,
}) => {
  const made = await arrangeAs("Iris", irisAndMilo());
  await beginSurvey(page, made);
  await answerQuestion(page, 1);
  await expectSaved(page);
  await database.query("delete from sessions where user_id = (select user_id from people where id = $1)", [
    made.people.Iris!.id,
  ]);
  await answerQuestion(page, 2);
  await expect(page.getByText("You were signed out")).toBeVisible();
  const back = await page.getByRole("link", { name: "Sign in again" }).getAttribute("href");
  expect(back).toBe(`/sign-in?next=${encodeURIComponent(surveyPath(made))}`);
  await signIn(context, made.people.Iris!);
  await page.goto(back!.replace(/.*next=/, "").replaceAll("%2F", "/"));
  await expectSaved(page);
  await expect(page.getByRole("radio").nth(2)).toBeChecked();
});

test("after the close the page says so, and a draft that was open is refused without loss", async ({
  arrangeAs,
  page,
  database,
}) => {
  const made = await arrangeAs("Iris", irisAndMilo());
  await beginSurvey(page, made);
  await answerQuestion(page, 1);
  await expectSaved(page);
  await database.query("update duo_cycles set closed = true where duo_id = $1", [made.duos.pair]);
  await page.getByRole("radio").nth(2).check();
  await expect(page.getByText("This cycle is closed")).toBeVisible();
  await page.goto(surveyPath(made));
  await expect(page.getByText("It no longer takes answers.")).toBeVisible();
  await expectAccessible(page);
});

test("somebody else's survey is not found, by a leader and admin either", async ({ arrangeAs, page }) => {
  const spec = irisAndMilo();
  const made = await arrangeAs("Vera", {
    ...spec,
    people: { ...spec.people, Vera: { leads: "Company", admin: true } },
  });
  const response = await page.goto(surveyPath(made));
  expect(response?.status()).toBe(404);
  await expectAccessible(page);
});

const isFocused = (control: Locator) => control.evaluate((one) => one === document.activeElement);

test("the keyboard alone answers and submits", async ({ arrangeAs, page }) => {
  const made = await arrangeAs("Iris", irisAndMilo());
  await page.goto(surveyPath(made));
  const start = page.getByRole("button", { name: "I understand, start" });
  // Before the page's scripts have run a key does nothing; a busy machine shows what it did only later.
  await expect(async () => {
    if (await start.isVisible()) await start.press("Enter");
    await expect(page.getByText(/^1 of \d+/)).toBeVisible({ timeout: 2_000 });
  }).toPass();
  const review = page.getByRole("heading", { level: 1, name: "Your answers" });
  while (!(await review.isVisible())) {
    const heading = page.getByRole("heading", { level: 1 });
    const question = await heading.textContent();
    // The question is read first: it has the focus, and its answers come next.
    await expect(heading).toBeFocused();
    await page.keyboard.press("Tab");
    await page.keyboard.press("2");
    // In a text a digit is text; the way on is two stops further.
    if (await page.getByRole("textbox").isVisible()) for (const _ of "ab") await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(heading).not.toHaveText(question ?? "");
  }
  await expect(review).toBeFocused();
  await expectTabOrder(page, "the review");
  // The walk ended at the last control of the page: the way back to the button that submits is by keys, too.
  const submitting = page.getByRole("button", { name: "Submit", exact: true });
  for (let stops = 0; stops < 10 && !(await isFocused(submitting)); stops++)
    await page.keyboard.press("Shift+Tab");
  await expect(submitting).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Thank you. Your answers are in." })).toBeVisible();
});
