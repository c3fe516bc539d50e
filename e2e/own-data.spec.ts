import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { answerFor, evenAnswers } from "@/testkit/factories/answers";
import { beginSurvey, expectSaved, irisAndMilo, keptOnDevice, surveyPath } from "./answering";
import { confirm } from "./confirming";
import { expectFits } from "./fitting";
import { expect, expectAccessible, test } from "./fixtures";

const section = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

test("everything that is stored about oneself is on a page and in files, and nothing of the partner", async ({
  arrange,
  openAs,
  database,
}) => {
  const made = await arrange(irisAndMilo(4));
  await answerFor(database, made, (_, side) => ({ ...evenAnswers(side === "ic" ? 4 : 2) }));
  const page = await openAs(made, "Iris", "/home");
  await page.locator("summary", { hasText: "IE" }).click();
  await page.getByRole("link", { name: "What Twofold knows about me" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("What Twofold knows about me");
  await expect(section(page, "You").getByText(made.people.Iris!.email)).toBeVisible();
  const answers = section(page, "What you answered");
  await answers.getByText(/Show \d+ entries/).click();
  await expect(answers.getByText("Trust: your partner, if both of you agree")).toBeVisible();
  await expect(answers.getByText("Private: only you")).toBeVisible();
  await expect(section(page, "Stored, and not shown").getByText("grade_gap")).toBeVisible();
  const body = await page.locator("body").textContent();
  expect(body).not.toContain(made.people.Milo!.email);
  await expectAccessible(page);
  await expectFits(page, "what is stored about a person");

  for (const [button, name] of [
    ["Download as JSON", /\.json$/],
    ["Download as CSV", /\.csv$/],
  ] as const) {
    const loading = page.waitForEvent("download");
    await page.getByRole("link", { name: button }).click();
    const file = await loading;
    expect(file.suggestedFilename()).toMatch(name);
    const text = await readFile((await file.path())!, "utf8");
    expect(text).toContain(made.people.Iris!.email);
    expect(text).not.toContain(made.people.Milo!.email);
  }
  const response = await page.request.get("/account/data/file?format=json");
  expect(response.headers()["cache-control"]).toContain("no-store");
  expect(response.headers()["content-disposition"]).toContain("attachment");
});

test("answers are withdrawn after one has read what follows, also with the survey open in another tab", async ({
  arrangeAs,
  openAs,
  context,
  page,
}) => {
  const made = await arrangeAs("Iris", irisAndMilo(4));
  await beginSurvey(page, made);
  await expectSaved(page);
  const tab = await context.newPage();
  await tab.goto("/account/data");
  await tab.getByRole("link", { name: "Withdraw my answers…" }).click();
  await tab.getByRole("link", { name: "See what happens" }).click();
  await expect(tab.getByText("You cannot answer in this cycle any more.")).toBeVisible();
  await expect(tab.getByText("This cannot be undone.")).toBeVisible();
  await expectAccessible(tab);
  await expectFits(tab, "what withdrawing means");
  await tab.getByRole("button", { name: "Withdraw these answers for good" }).click();
  await expect(tab.getByText("Withdrawn and removed")).toBeVisible();
  await tab.goto("/home");
  await expect(tab.getByRole("heading", { level: 1 })).toHaveText("Nothing is left for you to answer.");

  await page.getByRole("radio").nth(1).check();
  await expect(page.getByText("You withdrew your answers of this cycle")).toBeVisible();
  await expect(page.getByRole("region", { name: "What you had not sent" })).toBeVisible();
  await expect(page.getByText(/cycle is closed|had submitted/)).toHaveCount(0);
  // What is not sent of something withdrawn is nowhere but on that page.
  expect(await keptOnDevice(page)).not.toContain("twofold:unsaved:");
  await page.goto("about:blank");
  await page.goto(surveyPath(made));
  await expect(page.getByText("this cycle takes no others from you")).toBeVisible();
  await expect(page.getByRole("region", { name: "What you had not sent" })).toHaveCount(0);
  // To the partner it looks like a survey that was not answered.
  const milo = await openAs(made, "Milo", "/home");
  await expect(milo.getByText("There are no submitted answers from Iris.")).toBeVisible();
});

test("a withdrawal whose consequences changed while its page was open does nothing, and says what follows now", async ({
  arrangeAs,
  openAs,
  page,
  database,
}) => {
  const made = await arrangeAs("Iris", irisAndMilo(4, { Ada: { admin: true } }));
  await answerFor(database, made, (_, side) => ({ ...evenAnswers(side === "ic" ? 4 : 2) }));
  const withdraw = page.getByRole("button", { name: "Withdraw these answers for good" });
  const refused = page.getByText("Nothing was withdrawn: something changed while this page was open");
  await page.goto("/account/withdraw");
  await page.getByRole("link", { name: "See what happens" }).click();
  await expect(page.getByText("The cycle counts as not answered by you")).toBeVisible();
  const ada = await openAs(made, "Ada", "/program");
  await confirm(ada, "Close now");
  await expect(ada.getByText("is open")).toBeHidden();

  await withdraw.click();
  await expect(refused).toBeVisible();
  await expect(page.getByText("The cycle counts as not answered by you")).toBeHidden();
  await expect(page.getByText("Later cycles are computed without these answers.")).toBeVisible();
  await expect(page.getByRole("table").getByText("Submitted")).toBeVisible();
  await expectAccessible(page);

  // Read again, it is done; also from the list of everything.
  await page.goto("/account/withdraw?all=yes");
  await page.getByRole("button", { name: "Withdraw all my answers for good" }).click();
  await expect(page.getByText(/Withdrawn and removed|Withdrawn; removed when/)).toBeVisible();
});
