import type { Page } from "@playwright/test";
import { answerFor, evenAnswers } from "@/testkit/factories/answers";
import { addEarlierCycle } from "@/testkit/factories/commitments";
import type { MadeOrganization } from "@/testkit/factories/organization";
import { answerAll, answerQuestion, expectSaved, irisAndMilo, resumeSurvey, submit } from "./answering";
import { expectFits } from "./fitting";
import { expect, expectAccessible, test } from "./fixtures";

/** The numbers of cycles whose block is direction, and roles. */
const [direction, roles] = [2, 3];

const { MX1: _, ...almostTheCore } = evenAnswers(3);

/** Answers the core's last question and comes to the block's first. */
async function beginBlock(page: Page, made: MadeOrganization, name: string): Promise<void> {
  await resumeSurvey(page, made, { name, answers: almostTheCore });
  await answerQuestion(page, 2);
}

const give = (page: Page, option: string, points: number) =>
  page.getByLabel(`Points for ${option}`).fill(String(points));
const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const next = (page: Page) => page.getByRole("button", { name: /^(Next|Review)$/ });

test("the allocation: 100 points, what is left in sight, nothing less or more goes on; then the points to move", {
  tag: "@phone",
}, async ({ arrange, openAs, database }) => {
  const made = await arrange(irisAndMilo(direction));
  const answer = async (name: "Iris" | "Milo", features: number, debt: number) => {
    const page = await openAs(made, name);
    await beginBlock(page, made, name);
    await expect(heading(page)).toHaveText(/how would you spend the team's next quarter/);
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
  const toMove = "20 of 100 points would have to move for you to agree.";
  await expect(milo.getByText(toMove, { exact: true })).toBeVisible();

  // With an earlier cycle in which both gave one, last time's stands under it.
  const before = { ...made, cycleId: await addEarlierCycle(database, made) };
  const allocated = (features: number, debt: number) => ({ ALLOC: { product: features, debt } });
  await answerFor(database, before, (_, side) => ({
    ...evenAnswers(4),
    ...(side === "ic" ? allocated(90, 10) : allocated(70, 30)),
  }));
  await milo.reload();
  await expect(row.getByRole("cell")).toHaveText([/^55\s*was 30$/, /^35\s*was 10$/]);
  await expectAccessible(milo);
  await expectFits(milo, "the allocations of two cycles");
});

/** The group of radios of one area of the ownership map, by the beginning of its name. */
const area = (page: Page, name: RegExp) => page.getByRole("group", { name });
const owner = (page: Page, of: RegExp, label: string) =>
  area(page, of).getByRole("radio", { name: label, exact: true });

/** Each part of the eight areas is large enough for a finger and holds its whole text, on every phone. */
async function expectTappable(page: Page): Promise<void> {
  const own = page.viewportSize()!;
  for (const width of [own.width, 390, 320]) {
    await page.setViewportSize({ ...own, width });
    const parts = await page.locator("fieldset fieldset label").evaluateAll((labels) =>
      labels.map((label) => ({
        height: label.getBoundingClientRect().height,
        isCut: label.scrollWidth > label.clientWidth || label.scrollHeight > label.clientHeight,
      })),
    );
    expect(parts).toHaveLength(40);
    expect(Math.min(...parts.map(({ height }) => height)), `${width} wide`).toBeGreaterThanOrEqual(44);
    expect(parts.filter(({ isCut }) => isCut)).toEqual([]);
  }
  await page.setViewportSize(own);
}

test("the ownership map: one tap or key an area, and each “me” is told from the other", {
  tag: "@phone",
}, async ({ arrange, openAs }) => {
  const made = await arrange(irisAndMilo(roles));
  const reachMap = async (name: "Iris" | "Milo") => {
    const page = await openAs(made, name);
    await beginBlock(page, made, name);
    await expect(heading(page)).toHaveText(/Who owns each of these today/);
    return page;
  };
  const finish = async (page: Page) => {
    await next(page).click();
    await answerAll(page, 2);
    await submit(page);
  };
  const iris = await reachMap("Iris");
  await expectTappable(iris);
  await expectFits(iris, "the ownership map");
  await owner(iris, /^what$/i, "Me").check();
  await owner(iris, /^why/i, "Unclear").check();
  // Chosen again, an answer is cleared.
  await owner(iris, /^why/i, "Unclear").click();
  await expect(owner(iris, /^why/i, "Unclear")).not.toBeChecked();
  await owner(iris, /^how/i, "Both, on purpose").check();
  await expectAccessible(iris);
  await expectSaved(iris);
  await iris.reload();
  await expect(owner(iris, /^what$/i, "Me")).toBeChecked();
  await expect(area(iris, /^why/i).getByRole("radio", { checked: true })).toHaveCount(0);
  await finish(iris);

  // By keys alone: a group is one stop, arrows move in it, a digit picks in the group with the focus.
  const milo = await reachMap("Milo");
  // The heading takes the focus when the question comes up.
  await expect(heading(milo)).toBeFocused();
  await expectSaved(milo);
  await owner(milo, /^who \(/, "Me").focus();
  await milo.keyboard.press("Tab");
  await milo.keyboard.press("Tab");
  await expect(owner(milo, /^what$/i, "Me")).toBeFocused();
  await milo.keyboard.press("Space");
  await expect(owner(milo, /^what$/i, "Me")).toBeChecked();
  await milo.keyboard.press("Tab");
  await milo.keyboard.press("2");
  await expect(owner(milo, /^how/i, "Iris")).toBeChecked();
  await milo.keyboard.press("ArrowRight");
  await expect(owner(milo, /^how/i, "Both, on purpose")).toBeChecked();
  await finish(milo);
  await milo.getByRole("link", { name: "See both views" }).click();
  // Each said "me": the one thing is claimed twice.
  const row = milo.getByRole("row", { name: /^what/i });
  await expect(row.getByRole("cell")).toHaveText(["You", "Iris"]);
  await expect(milo.getByRole("row", { name: /^how/i }).getByRole("cell")).toHaveText([/Both/, /Both/]);
  await expectAccessible(milo);
});
