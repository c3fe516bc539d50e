import type { Page } from "@playwright/test";
import { answerFor, evenAnswers } from "@/testkit/factories/answers";
import { irisAndMilo } from "./answering";
import { expectFits } from "./fitting";
import { expect, expectAccessible, test } from "./fixtures";

const duo = irisAndMilo(4, { Vera: { leads: "Company", admin: true } });

test("the guide is the same for both, fits one page of paper, and either says that they talked", {
  tag: "@phone",
}, async ({ arrange, openAs, database }) => {
  const made = await arrange(duo);
  await answerFor(database, made, (_, side) =>
    side === "ic"
      ? { ...evenAnswers(4), OT1: 5, ST1: 2, IN1: 1, CU1: "na", AL1: 5 }
      : { ...evenAnswers(4), OT1: 5, ST1: 5, IN2: 5, CU1: "na", AL1: 2 },
  );
  const parts = (page: Page) => page.locator("main ol > li");
  const [iris, milo] = [await openAs(made, "Iris"), await openAs(made, "Milo")];
  for (const page of [iris, milo]) {
    await page.goto(`/duos/${made.duos.pair}`);
    await page.getByRole("link", { name: "Prepare your talk" }).click();
    await expect(parts(page)).toHaveCount(5);
    await expect(parts(page).nth(0)).toContainText("Keep");
    await expect(parts(page).nth(0)).toContainText("One team or two");
    await expect(parts(page).nth(2)).toContainText("Which conversation of the last weeks");
    await expect(parts(page).nth(3)).toContainText("Making engineering’s voice heard");
    await expect(parts(page).nth(4)).toContainText("What comes next");
    await expectAccessible(page);
    await expectFits(page, "the guide");
  }
  // One topic, named for each by what they answered.
  await expect(parts(iris).nth(1)).toContainText("Being brought in early by Milo");
  await expect(parts(milo).nth(1)).toContainText("Bringing Iris in early");
  await expect(iris.getByText("Milo speaks first this time")).toBeVisible();
  await expect(milo.getByText("You speak first this time")).toBeVisible();
  const pdf = (await iris.pdf({ format: "A4" })).toString("latin1");
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);

  await iris.getByRole("button", { name: "We talked" }).click();
  await expect(iris.getByText(/^You talked\. Noted on/)).toBeVisible();
  // The other had the page open: a second note changes nothing and shows the first.
  await milo.getByRole("button", { name: "We talked" }).click();
  await expect(milo.getByText(/^You talked\. Noted on/)).toBeVisible();
  await expectAccessible(milo);
  await milo.getByRole("button", { name: "We did not" }).click();
  await expect(milo.getByRole("button", { name: "We talked" })).toBeVisible();
  await iris.reload();
  await expect(iris.getByRole("button", { name: "We talked" })).toBeVisible();

  const vera = await openAs(made, "Vera");
  const path = `/duos/${made.duos.pair}/talk?cycle=${made.cycleId}`;
  expect((await vera.goto(path))?.status()).toBe(404);
});

test("there is no guide before both have answered, nor for a cycle that is not the duo's", async ({
  arrangeAs,
  page,
  database,
}) => {
  const made = await arrangeAs("Iris", duo);
  const path = (cycle: string) => `/duos/${made.duos.pair}/talk?cycle=${cycle}`;
  expect((await page.goto(path(made.cycleId)))?.status()).toBe(404);
  await answerFor(database, made, () => evenAnswers(4));
  expect((await page.goto(path(made.cycleId)))?.status()).toBe(200);
  for (const cycle of [made.duos.pair!, "x", ""]) expect((await page.goto(path(cycle)))?.status()).toBe(404);
});
