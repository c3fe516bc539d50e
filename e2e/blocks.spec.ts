import type { Page } from "@playwright/test";
import { answerAll, answerQuestion, beginSurvey, irisAndMilo, submit } from "./answering";
import { expect, expectAccessible, test } from "./fixtures";

/** The numbers of cycles whose block is direction, and roles. */
const [direction, roles] = [2, 3];

async function answerUntil(page: Page, question: RegExp): Promise<void> {
  const there = page.getByRole("heading", { level: 1, name: question });
  while (!(await there.isVisible())) await answerQuestion(page, 2);
}

const give = (page: Page, option: string, points: number) =>
  page.getByLabel(`Points for ${option}`).fill(String(points));
const next = (page: Page) => page.getByRole("button", { name: /^(Next|Review)$/ });

test("the allocation: 100 points, what is left in sight, nothing less or more goes on; then the points to move", {
  tag: "@phone",
}, async ({ arrange, openAs }) => {
  const made = await arrange(irisAndMilo(direction));
  const answer = async (name: "Iris" | "Milo", features: number, debt: number) => {
    const page = await openAs(made, name);
    await beginSurvey(page, made);
    await answerUntil(page, /how would you spend the team's next quarter/);
    await give(page, "Product features", features);
    await expect(page.getByText(`${100 - features} points left`)).toBeVisible();
    await next(page).click();
    await expect(page.getByText("Give out exactly 100 points, or tick “Can’t say”.")).toBeVisible();
    await give(page, "Technical debt", debt);
    await page.getByRole("button", { name: "5 more for New technology" }).click();
    await expect(page.getByText("All 100 points given")).toBeVisible();
    await expectAccessible(page);
    await next(page).click();
    await answerAll(page, 2);
    await submit(page);
    return page;
  };
  await answer("Iris", 60, 35);
  const milo = await answer("Milo", 40, 55);
  await milo.getByRole("link", { name: "See both views" }).click();
  const row = milo.getByRole("row", { name: /^Technical debt/ });
  await expect(row.getByRole("cell")).toHaveText(["55", "35"]);
  await expect(milo.getByText("20 of 100 points would have to move for you to agree.")).toBeVisible();
  await expectAccessible(milo);
});

test("the ownership map: me and my partner are told apart in both directions", async ({
  arrange,
  openAs,
}) => {
  const made = await arrange(irisAndMilo(roles));
  const answer = async (name: "Iris" | "Milo", what: string) => {
    const page = await openAs(made, name);
    await beginSurvey(page, made);
    await answerUntil(page, /Who owns each of these today/);
    await page.getByRole("combobox", { name: /^what\b/ }).selectOption({ label: what });
    await page.getByRole("combobox", { name: /^how\b/ }).selectOption({ label: "Both, on purpose" });
    await expectAccessible(page);
    await next(page).click();
    await answerAll(page, 2);
    await submit(page);
    return page;
  };
  await answer("Iris", "Me");
  const milo = await answer("Milo", "Me");
  await milo.getByRole("link", { name: "See both views" }).click();
  // Each said "me": the one thing is claimed twice.
  const row = milo.getByRole("row", { name: /^what/i });
  await expect(row.getByRole("cell")).toHaveText(["You", "Iris"]);
  await expect(milo.getByRole("row", { name: /^how/i }).getByRole("cell")).toHaveText([/Both/, /Both/]);
  await expectAccessible(milo);
});
