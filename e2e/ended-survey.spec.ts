import type { Page } from "@playwright/test";
import { wholeAnswers } from "@/testkit/factories/answers";
import type { MadeOrganization } from "@/testkit/factories/organization";
import {
  answerQuestion,
  beginSurvey,
  expectSaved,
  irisAndMilo,
  resumeSurvey,
  submit,
  surveyPath,
  toReview,
} from "./answering";
import { confirm } from "./confirming";
import { expect, expectAccessible, test } from "./fixtures";

const unsent = (page: Page) => page.getByRole("region", { name: "What you had not sent" });
const inForce = (page: Page) => page.getByRole("region", { name: "What you submitted" });

async function answerAndSubmit(page: Page, made: MadeOrganization, name: "Iris" | "Milo") {
  await resumeSurvey(page, made, { name, answers: wholeAnswers(name === "Iris" ? 1 : 2, 1) });
  await toReview(page);
  await submit(page);
}

/** Opens a question of the survey, whose address may differ from the page's in the fragment alone. */
async function openQuestion(page: Page, made: MadeOrganization, code: string): Promise<void> {
  await page.goto("about:blank");
  await page.goto(`${surveyPath(made)}#${code}`);
}

test("answers that lock while they are changed: those in force are shown, and what was not sent can be copied", {
  tag: "@phone",
}, async ({ arrange, openAs }) => {
  const made = await arrange(irisAndMilo());
  const iris = await openAs(made, "Iris");
  await answerAndSubmit(iris, made, "Iris");
  await openQuestion(iris, made, "COMMENT");
  const comment = iris.getByRole("textbox");
  await comment.fill("Words that Iris types");
  await expectSaved(iris);

  const home = await iris.context().newPage();
  await home.goto("/home");
  await expect(home.getByText("What you submitted counts until you submit the changes.")).toBeVisible();
  await expect(home.getByRole("link", { name: "Review my changes" })).toBeVisible();
  await home.close();

  const milo = await openAs(made, "Milo");
  await answerAndSubmit(milo, made, "Milo");
  await comment.fill("Words that Iris types on");
  await expect(iris.getByText("You have both submitted")).toBeVisible();
  for (const arrival of ["at once", "after a reload"]) {
    await expect(unsent(iris), arrival).toContainText("does not count and nobody else reads it");
    await expect(unsent(iris), arrival).toContainText("Words that Iris types on");
    await expect(unsent(iris), arrival).toContainText("Submitted: No answer");
    await expect(unsent(iris).getByRole("listitem"), arrival).toHaveCount(1);
    await expect(iris.getByText(/Milo reads this|This is what Milo reads/), arrival).toHaveCount(0);
    await expectAccessible(iris);
    if (arrival === "at once") {
      await expect(inForce(iris)).toContainText("Is there something that you want to tell Milo?Not answered");
      await expect(inForce(iris)).not.toContainText("Words that Iris types");
    }
    await iris.goto("about:blank");
    await iris.goto(surveyPath(made));
  }
  await iris.getByRole("link", { name: "See where your views meet" }).click();
  await expect(iris.getByRole("heading", { name: /You both answered/ })).toBeVisible();
  for (const page of [iris, milo]) {
    await page.goto(`/duos/${made.duos.pair}`);
    await expect(page.getByText("Words that Iris types")).toHaveCount(0);
  }
  await milo.goto(surveyPath(made));
  await expect(milo.getByRole("heading", { name: "You have both submitted" })).toBeVisible();
  await expect(unsent(milo)).toHaveCount(0);
});

test("changes that are submitted after the answers locked do not stand beside what counts as if they did", async ({
  arrange,
  openAs,
}) => {
  const made = await arrange(irisAndMilo());
  const iris = await openAs(made, "Iris");
  await answerAndSubmit(iris, made, "Iris");
  await openQuestion(iris, made, "DQ1");
  const radios = iris.getByRole("radio");
  const labelOf = async (place: number) => (await radios.nth(place).locator("..").innerText()).trim();
  const [submitted, changed] = [await labelOf(0), await labelOf(4)];
  await radios.nth(4).check();
  await expectSaved(iris);
  await toReview(iris);
  const milo = await openAs(made, "Milo");
  await answerAndSubmit(milo, made, "Milo");

  await iris.getByRole("button", { name: "Submit the changes" }).click();
  await expect(iris.getByText("You have both submitted")).toBeVisible();
  await expect(unsent(iris).getByRole("listitem")).toHaveText([
    new RegExp(`${changed}Submitted: ${submitted}$`),
  ]);
  await expect(inForce(iris).getByRole("listitem").first()).toContainText(submitted);
  await expect(inForce(iris)).not.toContainText(changed);
  await iris.getByRole("link", { name: "See both views" }).click();
  await expect(iris.getByRole("heading", { name: /You both answered/ })).toBeVisible();
});

test("a survey that closes before it is submitted says that nothing counts, and keeps what was written", {
  tag: "@phone",
}, async ({ arrange, openAs }) => {
  const made = await arrange(irisAndMilo(1, { Ada: { admin: true } }));
  const iris = await openAs(made, "Iris");
  await beginSurvey(iris, made);
  await answerQuestion(iris, 1);
  await expectSaved(iris);
  await openQuestion(iris, made, "COMMENT");
  await iris.getByRole("textbox").fill("Hardly begun");
  await expectSaved(iris);
  await confirm(await openAs(made, "Ada", "/program"), "Close now");
  await iris.getByRole("textbox").fill("Hardly begun to say it");
  await expect(iris.getByText("This cycle is closed")).toBeVisible();
  await expect(iris.getByText("You had submitted nothing")).toBeVisible();
  for (const arrival of ["at once", "after a reload", "past other pages"]) {
    await expect(iris.getByText("submitted nothing, so nothing of yours counts"), arrival).toBeVisible();
    await expect(iris.getByText(/submitted before counts/), arrival).toHaveCount(0);
    await expect(unsent(iris), arrival).toContainText("Hardly begun to say it");
    await expect(unsent(iris).getByRole("listitem"), arrival).toHaveCount(2);
    await expect(iris.getByText("Milo reads"), arrival).toHaveCount(0);
    await expect(iris.getByText("Submitted:"), arrival).toHaveCount(0);
    await iris.goto(arrival === "at once" ? "about:blank" : "/home");
    await iris.goto(surveyPath(made));
  }
});

test("a survey whose duo leaves the cycle says so, and shows what was submitted apart from what was not", async ({
  arrange,
  openAs,
  database,
}) => {
  const made = await arrange(irisAndMilo());
  const iris = await openAs(made, "Iris");
  await answerAndSubmit(iris, made, "Iris");
  await openQuestion(iris, made, "NOTE");
  await iris.getByRole("textbox").fill("For nobody yet");
  await expectSaved(iris);
  await database.query(
    "update duo_cycles set closed = true, left_at = app_now() where cycle_id = $1 and duo_id = $2",
    [made.cycleId, made.duos.pair],
  );
  await iris.getByRole("textbox").fill("For nobody");
  await expect(iris.getByText("This duo has left the cycle")).toBeVisible();
  await expect(unsent(iris)).toContainText("For nobodySubmitted: No answer");
  await expect(inForce(iris)).not.toContainText("For nobody");
});
