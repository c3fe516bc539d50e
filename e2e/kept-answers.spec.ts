import { beginSurvey, expectSaved, irisAndMilo, keptOnDevice, surveyPath } from "./answering";
import { confirm } from "./confirming";
import { expect, expectAccessible, test } from "./fixtures";

test("an answer given offline does not overwrite a newer one: the person chooses", async ({
  arrangeAs,
  openAs,
  context,
  page,
}) => {
  const made = await arrangeAs("Iris", irisAndMilo());
  await beginSurvey(page, made);
  await expectSaved(page);
  await context.setOffline(true);
  await page.getByRole("radio").nth(0).check();
  await expect(page.getByText("No connection")).toBeVisible();
  const laptopAnswer = await page.getByRole("radio", { checked: true }).evaluate(labelOf);
  await page.close();
  await context.setOffline(false);

  const later = await openAs(made, "Iris", surveyPath(made));
  await later.getByRole("radio").nth(3).check();
  const phoneAnswer = await later.getByRole("radio", { checked: true }).evaluate(labelOf);
  await expectSaved(later);

  const again = await context.newPage();
  await again.goto(surveyPath(made));
  await expect(again.getByRole("heading", { name: "Which answer is right?" })).toBeVisible();
  await expectAccessible(again);
  await expect(again.getByRole("button", { name: laptopAnswer })).toContainText("From this device");
  await again.reload();
  await again.getByRole("button", { name: phoneAnswer }).click();
  await expect(again.getByText(/of \d+/)).toBeVisible();
  await again.goto(`${surveyPath(made)}#DQ1`);
  await expect(again.getByRole("radio", { checked: true })).toHaveAccessibleName(phoneAnswer);
});

test("two tabs without a connection lose nothing to each other, and neither tab's answer wins unasked", async ({
  arrangeAs,
  context,
  page,
}) => {
  const made = await arrangeAs("Iris", irisAndMilo());
  await beginSurvey(page, made);
  await expectSaved(page);
  const second = await context.newPage();
  await second.goto(surveyPath(made));
  await context.setOffline(true);
  for (const [tab, choice] of [
    [page, 0],
    [second, 3],
  ] as const) {
    await tab.getByRole("radio").nth(choice).check();
    await expect(tab.getByText("No connection")).toBeVisible();
  }
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("radio").nth(1).check();
  await expect(page.getByText("Kept on this device", { exact: true })).toBeVisible();
  const ofSecond = await second.getByRole("radio", { checked: true }).evaluate(labelOf);
  // The first tab is closed; what the second one does afterwards must not clear what the first one kept.
  await page.close();
  await second.evaluate(() => window.dispatchEvent(new Event("online")));
  await expect(second.getByText("Kept on this device", { exact: true })).toBeVisible();
  await second.close();
  await context.setOffline(false);

  const again = await context.newPage();
  await again.goto(surveyPath(made));
  await expect(again.getByRole("button", { name: /^From this device/ })).toHaveCount(2);
  await again.getByRole("button", { name: ofSecond }).click();
  await expectSaved(again);
  await again.goto(`${surveyPath(made)}#review`);
  await again.reload();
  expect(await keptOnDevice(again)).not.toContain("twofold:unsaved:");
  await again.goto(`${surveyPath(made)}#DQ1`);
  await expect(again.getByRole("radio", { checked: true })).toHaveAccessibleName(ofSecond);
  await again.getByRole("button", { name: "Next" }).click();
  await expect(again.getByRole("radio", { checked: true })).toHaveCount(1);
});

test("what was kept is read for seven days and dropped then, also of a cycle that has closed", async ({
  arrangeAs,
  openAs,
  context,
  page,
}) => {
  const made = await arrangeAs("Iris", irisAndMilo(1, { Ada: { admin: true } }));
  await beginSurvey(page, made);
  await expectSaved(page);
  const answerOffline = async (choice: number) => {
    await context.setOffline(true);
    await page.getByRole("radio").nth(choice).check();
    await expect(page.getByText("No connection")).toBeVisible();
    // The answer must not arrive once the connection is back: the page is left behind.
    await page.goto("about:blank");
    await context.setOffline(false);
  };
  /** Changes when the kept answers were written and until when they are kept, from a page that keeps none. */
  const change = async (entry: Partial<Record<"at" | "until", number>>) => {
    await page.goto("/methodology");
    await page.evaluate((times) => {
      for (const [name, text] of Object.entries({ ...localStorage })) {
        localStorage.setItem(name, JSON.stringify({ ...JSON.parse(text), ...times }));
      }
    }, entry);
  };
  await answerOffline(1);
  await change({ until: Date.now() - 1000 });
  await page.goto(`${surveyPath(made)}#DQ1`);
  await expect(page.getByRole("radio").nth(1)).toBeChecked();
  await expectSaved(page);

  await answerOffline(2);
  await change({ at: Date.now() - 8 * 86_400_000 });
  await page.goto(`${surveyPath(made)}#DQ1`);
  await expect(page.getByRole("radio").nth(1)).toBeChecked();

  await answerOffline(3);
  await change({ until: Date.now() - 1000 });
  await page.goto("/home");
  await expect.poll(() => keptOnDevice(page)).not.toContain("twofold:unsaved:");

  // What never arrived before the close can be copied until then.
  await page.goto(`${surveyPath(made)}#DQ1`);
  await expect(page.getByRole("radio").nth(1)).toBeChecked();
  const answer = await page.getByRole("radio").nth(3).evaluate(labelOf);
  await answerOffline(3);
  await confirm(await openAs(made, "Ada", "/program"), "Close now");
  for (const _visit of ["first", "second"]) {
    await page.goto(surveyPath(made));
    await expect(page.getByRole("region", { name: "What you had not sent" })).toContainText(answer);
    await page.goto("/home");
  }
  await change({ at: Date.now() - 8 * 86_400_000 });
  await page.goto(surveyPath(made));
  await expect(page.getByText("It no longer takes answers.")).toBeVisible();
  await expect(page.getByText(answer)).toHaveCount(0);
});

function labelOf(radio: HTMLElement): string {
  return (radio.closest("label")?.textContent ?? "").trim();
}
